package counterfoil.rig;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Pieces of HTML that try to run a script or to fetch something, each in another way: every place
 * where HTML takes an address, every event, every spelling of a scheme, and markup that is read
 * otherwise the second time. A script calls {@code canary(n)}; what is fetched is asked of the
 * listener.
 */
public final class HostileHtml {

  private static final String CALL = "canary(1)";

  private static final List<String> EVENTS =
      List.of(
          "onload",
          "onerror",
          "onclick",
          "onfocus",
          "onmouseover",
          "onpageshow",
          "ontoggle",
          "onbegin",
          "onanimationstart",
          "ontransitionend",
          "onpointerenter",
          "onscroll",
          "onwheel",
          "onresize",
          "ONLOAD",
          "oNeRrOr");

  private static final List<String> CARRIERS =
      List.of(
          "<img src=x %s>",
          "<body %s>",
          "<svg %s>",
          "<div style='width:9px;animation:x 1s' %s>a</div>",
          "<input autofocus %s>",
          "<details open %s><summary>a</summary></details>",
          "<video src=x %s></video>",
          "<iframe %s></iframe>",
          "<table background=x %s><tr><td>a</table>",
          "<a href=x tabindex=1 %s>a</a>",
          "<marquee %s>a</marquee>");

  /** How a scheme can be spelled so that somebody reads another. */
  private static final List<String> SCHEMES =
      List.of(
          "javascript:",
          "JavaScript:",
          " javascript:",
          "\tjavascript:",
          "java\tscript:",
          "java\nscript:",
          "java&#10;script:",
          "java&Tab;script:",
          "&#106;avascript:",
          "&#x6A;avascript:",
          "&#0000106avascript:",
          "javascript&colon;",
          "javascript&#58;",
          "&#1;javascript:",
          "&NonBreakingSpace;javascript:",
          "jav\u00ADascript:",
          "javascript\u0000:",
          "vbscript:",
          "livescript:",
          "data:text/html,<script>",
          "data:text/html;base64,PHNjcmlwdD5jYW5hcnkoMSk8L3NjcmlwdD4=#",
          "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='canary(1)'/>#",
          "blob:",
          "feed:javascript:",
          "view-source:javascript:",
          "jar:",
          "file:///",
          "http:javascript:");

  private static final List<String> ADDRESSED =
      List.of(
          "<a href=\"%s\">a</a>",
          "<img src=\"%s\">",
          "<iframe src=\"%s\"></iframe>",
          "<form action=\"%s\"><input type=submit></form>",
          "<object data=\"%s\"></object>",
          "<a xlink:href=\"%s\">a</a>",
          "<svg><a xlink:href=\"%s\"><text y=9>a</text></a></svg>",
          "<math href=\"%s\">a</math>",
          "<button formaction=\"%s\">a</button>",
          "<meta http-equiv=refresh content=\"0;url=%s\">",
          "<base href=\"%s\">",
          "<area href=\"%s\">",
          "<embed src=\"%s\">");

  /** Each fetches something where it is believed; {@code %s} is the address. */
  private static final List<String> FETCHING =
      List.of(
          "<img src='%s'>",
          "<img src=//%h/>",
          "<img src='\n%s'>",
          "<img srcset='%s 1x'>",
          "<picture><source srcset='%s'><img></picture>",
          "<img lowsrc='%s' dynsrc='%s'>",
          "<image src='%s'>",
          "<table background='%s'><tr><td>a</table>",
          "<body background='%s'>",
          "<td background='%s'>",
          "<div style='background:url(%s)'>a</div>",
          "<div style='background:URL(%s)'>a</div>",
          "<div style='background-image:u\\72l(%s)'>a</div>",
          "<div style='background:/**/url(%s)'>a</div>",
          "<div style='background:image-set(\"%s\" 1x)'>a</div>",
          "<div style='list-style:url(%s)'>a</div>",
          "<div style='content:url(%s)'>a</div>",
          "<div style='border-image:url(%s)'>a</div>",
          "<div style='cursor:url(%s),auto'>a</div>",
          "<div style='filter:url(%s)'>a</div>",
          "<div style=\"font-family:'a';background:url(&quot;%s&quot;)\">a</div>",
          "<div style='--a:url(%s);background:var(--a)'>a</div>",
          "<style>@import '%s';</style>",
          "<style>@import url(%s);</style>",
          "<style>*{background:url(%s)}</style>",
          "<style>p{background:url(%s)}</style><p>a</p>",
          "<style>.a{color:red;background:url(%s)}</style><p class=a>a</p>",
          "<style>@font-face{font-family:a;src:url(%s)}p{font-family:a}</style><p>a</p>",
          "<link rel=stylesheet href='%s'>",
          "<link rel=preload as=image href='%s'>",
          "<link rel=dns-prefetch href='%s'>",
          "<link rel=icon href='%s'>",
          "<script src='%s'></script>",
          "<iframe src='%s'></iframe>",
          "<frameset><frame src='%s'></frameset>",
          "<object data='%s'></object>",
          "<embed src='%s'>",
          "<audio src='%s' autoplay></audio>",
          "<video poster='%s'></video>",
          "<video><source src='%s'></video>",
          "<track src='%s'>",
          "<input type=image src='%s'>",
          "<svg><image href='%s'/></svg>",
          "<svg><image xlink:href='%s'/></svg>",
          "<svg><use href='%s#a'/></svg>",
          "<svg><feImage href='%s'/></svg>",
          "<svg><style>@import '%s'</style></svg>",
          "<math><style>*{background:url(%s)}</style></math>",
          "<meta http-equiv=refresh content='0;url=%s'>",
          "<base href='%s'><img src=a>",
          "<a ping='%s' href='%s'>a</a>",
          "<blockquote cite='%s'>a</blockquote>",
          "<html manifest='%s'>",
          "<applet archive='%s'></applet>",
          "<bgsound src='%s'>",
          "<portal src='%s'></portal>",
          "<img src=cid:nothing style='background:url(%s)'>",
          "<noscript><img src='%s'></noscript>",
          "<!--[if true]><img src='%s'><![endif]-->",
          "<![if true]><img src='%s'><![endif]>",
          "<comment><img src='%s'></comment>");

  /** What is harmless when it is read once and not when it is read twice. */
  private static final List<String> TWICE_READ =
      List.of(
          "<noscript><p title=\"</noscript><img src=x onerror=canary(1)>\">",
          "<style><p title=\"</style><img src=x onerror=canary(1)>\">",
          "<xmp><p title=\"</xmp><img src=x onerror=canary(1)>\">",
          "<title><p title=\"</title><img src=x onerror=canary(1)>\">",
          "<textarea><p title=\"</textarea><img src=x onerror=canary(1)>\">",
          "<iframe><p title=\"</iframe><img src=x onerror=canary(1)>\">",
          "<noembed><p title=\"</noembed><img src=x onerror=canary(1)>\">",
          "<noframes><p title=\"</noframes><img src=x onerror=canary(1)>\">",
          "<template><p title=\"</template><img src=x onerror=canary(1)>\">",
          "<select><p title=\"</select><img src=x onerror=canary(1)>\">",
          "<plaintext><p title=\"<img src=x onerror=canary(1)>\">",
          "<!--<p title=\"--><img src=x onerror=canary(1)>\">",
          "<!--><img src=x onerror=canary(1)>-->",
          "<!---><img src=x onerror=canary(1)>-->",
          "<!-- --!><img src=x onerror=canary(1)> -->",
          "<?a <img src=x onerror=canary(1)> ?>",
          "<![CDATA[<img src=x onerror=canary(1)>]]>",
          "<svg><![CDATA[</svg><img src=x onerror=canary(1)>]]>",
          "<svg></p><style><a id=\"</style><img src=x onerror=canary(1)>\">",
          "<math></p><style><a id=\"</style><img src=x onerror=canary(1)>\">",
          "<svg><desc><style><a title=\"</style><img src=x onerror=canary(1)>\">",
          "<svg><foreignObject><style><a title=\"</style><img src=x onerror=canary(1)>\">",
          "<math><annotation-xml encoding='text/html'><style><img src=x onerror=canary(1)></style>",
          "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=canary(1)&gt;\">",
          "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=canary(1)>",
          "<table><td><form><table><td></form></table><img src=x onerror=canary(1)>",
          "<a><table><a href='javascript:canary(1)'>x</a></table></a>",
          "<p><table><p title='</table><img src=x onerror=canary(1)>'>",
          "<img alt=\"`><img src=x onerror=canary(1)>\">",
          "<img alt='x` `onerror=canary(1)'>",
          "<a title='\"><img src=x onerror=canary(1)>'>x</a>",
          "<a title=\"&quot;><img src=x onerror=canary(1)>\">x</a>",
          "<a href='http://x.example/\"onmouseover=canary(1) x=\"'>x</a>",
          "<a href=\"http://x.example/&quot; onclick=&quot;canary(1)\">x</a>",
          "<font face='\"><img src=x onerror=canary(1)>'>x</font>",
          "<font color='red\" onmouseover=\"canary(1)'>x</font>",
          "<p style='color:red\" onmouseover=\"canary(1)'>x</p>",
          "<p style=\"font-family:'</style><img src=x onerror=canary(1)>'\">x</p>",
          "<p style=\"font-family:'a\\22 onclick=canary(1) x=\\22'\">x</p>",
          "<p dir='\"><img src=x onerror=canary(1)>'>x</p>",
          "<p lang='x\" onclick=\"canary(1)'>x</p>",
          "<p class='picture\" onclick=\"canary(1)'>x</p>",
          "&lt;img src=x onerror=canary(1)&gt;",
          "&amp;lt;img src=x onerror=canary(1)&amp;gt;",
          "<<script>canary(1)//<</script>",
          "<scr<script>ipt>canary(1)</scr</script>ipt>",
          "<script>canary(1)</script>",
          "<script\n>canary(1)</script\n>",
          "<script/x>canary(1)</script>",
          "<SCRIPT>canary(1)</SCRIPT>",
          "<script type=module>canary(1)</script>",
          "<svg><script>canary(1)</script></svg>",
          "<svg><script href='data:text/javascript,canary(1)'/></svg>",
          "<svg><animate onbegin=canary(1) attributeName=x dur=1s>",
          "<svg><a><set attributeName=href to='javascript:canary(1)'/><text y=9>x</text></a></svg>",
          "<svg><foreignObject><iframe srcdoc='<script>parent.canary(1)</script>'>",
          "<iframe srcdoc='<script>parent.canary(1)</script>'></iframe>",
          "<iframe srcdoc=\"&lt;script&gt;parent.canary(1)&lt;/script&gt;\"></iframe>",
          "<object data='data:text/html,<script>parent.canary(1)</script>'></object>",
          "<embed src='data:text/html,<script>parent.canary(1)</script>'>",
          "<p style='width:expression(canary(1))'>x</p>",
          "<p style='behavior:url(#a)'>x</p>",
          "<p style='-moz-binding:url(data:text/xml,a)'>x</p>",
          "<style>p{animation:a}@keyframes a{}</style><p onanimationstart=canary(1)>x</p>",
          "<img src=x\u0000onerror=canary(1)>",
          "<img\u000bsrc=x\u000bonerror=canary(1)>",
          "<img/src=x/onerror=canary(1)>",
          "<img src=x onerror\n=\ncanary(1)>",
          "<img src='x' onerror='canary(1)'",
          "<img src=\"x\" \"onerror=canary(1)\">",
          "<isindex action=javascript:canary(1) type=image>",
          "<x onclick=canary(1)>x</x>",
          "<o:p onclick=canary(1)>x</o:p>",
          "<xml><i></xml><img src=x onerror=canary(1)>",
          "<frameset onload=canary(1)>",
          "<dialog open onclick=canary(1)>x</dialog>",
          "<div contenteditable onfocus=canary(1) autofocus>x</div>",
          "<div popover id=a onbeforetoggle=canary(1)></div><button popovertarget=a>x</button>",
          "<template shadowrootmode=open><script>canary(1)</script></template>",
          "<div><template shadowrootmode=open><img src=x onerror=canary(1)></template></div>",
          "<slot onslotchange=canary(1)>x</slot>",
          "<link rel=import href='data:text/html,<script>canary(1)</script>'>",
          "\u00bcscript\u00becanary(1)\u00bc/script\u00be",
          "+ADw-script+AD4-canary(1)+ADw-/script+AD4-",
          "\u001b$B<script>canary(1)</script>\u001b(B");

  private HostileHtml() {}

  /**
   * All pieces, each once.
   *
   * @param address where nobody must ask for anything, with its scheme
   */
  public static List<String> against(String address) {
    Set<String> all = new LinkedHashSet<>(TWICE_READ);
    for (String carrier : CARRIERS) {
      for (String event : EVENTS) {
        all.add(carrier.formatted(event + "=" + CALL));
      }
    }
    for (String place : ADDRESSED) {
      for (String scheme : SCHEMES) {
        all.add(place.replace("%s", scheme + CALL));
      }
    }
    String host = address.substring(address.indexOf("//") + 2);
    int number = 0;
    for (String fetching : FETCHING) {
      String there = address + "/" + number++;
      all.add(fetching.replace("%s", there).replace("%h", host));
      all.add(
          "<div>"
              + fetching
                  .replace("%s", there.toUpperCase(java.util.Locale.ROOT))
                  .replace("%h", host));
    }
    all.addAll(inEachOther());
    return new ArrayList<>(all);
  }

  /** Open tags that swallow what closes them, around a picture that fails. */
  private static List<String> inEachOther() {
    List<String> nested = new ArrayList<>();
    List<String> around =
        List.of("svg", "math", "style", "title", "noscript", "table", "select", "p", "form", "xmp");
    for (String outer : around) {
      for (String inner : around) {
        nested.add(
            "<%s><%s><img src=x onerror=canary(1)></%s></%s>"
                .formatted(outer, inner, outer, inner));
      }
    }
    return nested;
  }
}
