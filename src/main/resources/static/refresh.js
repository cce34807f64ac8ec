/*
 * Keeps parts of a page fresh: <div id="queue" data-refresh="5"> is replaced by the same part of
 * the page as the server has it now, every 5 seconds. Without this script a reload does the same.
 */
"use strict";

(() => {
  const timed = [...document.querySelectorAll("[data-refresh][id]")];
  if (timed.length === 0) {
    return;
  }
  // What is on every page is kept fresh where something else is.
  const parts = () => [
    ...document.querySelectorAll("[data-refresh][id], [data-refresh-along][id]"),
  ];

  // A page that answered a form is shown under the form's address: a reload asks for it, it does
  // not send the form again.
  history.replaceState(null, "", location.href);

  const period = Math.min(...timed.map((part) => Number(part.dataset.refresh))) * 1000;

  // What somebody is using must not be replaced under their hands: selected text, and what the
  // keyboard is at.
  const inUse = (part) => {
    const selection = document.getSelection();
    return (
      part.querySelector(":focus-visible") !== null ||
      (selection !== null && !selection.isCollapsed && selection.containsNode(part, true))
    );
  };

  // A mail that somebody looks at as its sender made it would be loaded again, and begin at its top.
  const isShown = (child) => child.id !== "" && child.querySelector(".to-html:checked") !== null;

  // Replaces what a part holds, but for the children that are to stay; they are in the same order.
  const replace = (part, fresh, stays) => {
    const staying = [...part.children].filter(stays);
    for (const child of [...part.childNodes]) {
      if (!staying.includes(child)) {
        child.remove();
      }
    }
    for (const child of [...fresh.childNodes]) {
      if (staying.length > 0 && child.id === staying[0].id) {
        staying.shift();
      } else {
        part.insertBefore(child, staying[0] ?? null);
      }
    }
  };

  // As the server last sent it: unfolding something changes the part, but is no news.
  const seen = new Map(parts().map((part) => [part.id, part.innerHTML]));

  const refresh = async () => {
    const response = await fetch(location.href, {
      headers: { Accept: "text/html" },
      signal: AbortSignal.timeout(20_000),
    });
    if (!response.ok) {
      throw new Error("HTTP " + response.status);
    }
    const now = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const part of parts()) {
      const fresh = now.getElementById(part.id);
      if (fresh === null || fresh.innerHTML === seen.get(part.id) || inUse(part)) {
        continue;
      }
      seen.set(part.id, fresh.innerHTML);
      const open = [...part.querySelectorAll("details[id][open]")].map((details) => details.id);
      replace(part, fresh, isShown);
      for (const id of open) {
        document.getElementById(id)?.setAttribute("open", "");
      }
    }
  };

  const again = async () => {
    if (!document.hidden) {
      try {
        await refresh();
        document.body.classList.remove("offline");
      } catch {
        document.body.classList.add("offline");
      }
    }
    setTimeout(again, period);
  };
  setTimeout(again, period);
})();
