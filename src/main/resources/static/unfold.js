/*
 * A link to words that are folded away, or that are not shown because their mail is looked at as
 * its sender made it, shows them first. Browsers unfold by themselves where they are new enough;
 * without this script a click on the summary does it.
 */
"use strict";

(() => {
  const show = (hash) => {
    const target = hash.length > 1 ? document.getElementById(hash.slice(1)) : null;
    if (target === null) {
      return null;
    }
    for (let part = target.closest("details"); part; part = part.parentElement.closest("details")) {
      part.open = true;
    }
    const text = target.closest(".as-text")?.parentElement.querySelector(".to-text");
    if (text) {
      text.checked = true;
    }
    return target;
  };

  // Before the browser follows the link, so that it finds something to scroll to.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link !== null) {
      show(link.hash);
    }
  });

  show(location.hash)?.scrollIntoView();
})();
