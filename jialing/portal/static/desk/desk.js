// Keys of the review desk: j k a c n r s u and /. Everything they do can also be clicked.
(() => {
  "use strict";
  const lines = () => [...document.querySelectorAll(".desk-queue li a")];
  const open = () => lines().findIndex((line) => line.hasAttribute("aria-current"));

  const move = (step) => {
    const all = lines();
    const at = open() + step;
    if (at >= 0 && at < all.length) all[at].click();
    else document.querySelector(`.desk-queue .pager [rel="${step > 0 ? "next" : "prev"}"]`)?.click();
  };

  const focus = (field) => {
    field?.focus();
    field?.select?.();
  };

  const openNew = () => {
    const details = document.querySelector(".desk-new");
    if (!details) return;
    details.open = true;
    focus(details.querySelector("input"));
  };

  const does = {
    j: () => move(1),
    k: () => move(-1),
    c: () => focus(document.getElementById("desk-find")),
    n: openNew,
    "/": () => focus(document.getElementById("desk-text")),
  };

  // Caught before the page's own keys: at the desk `/` searches the queue.
  document.addEventListener("keydown", (event) => {
    if (!document.getElementById("desk") || event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest?.("input:not([type=checkbox]), select, textarea");
    if (event.key === "Escape" && typing) typing.blur();
    if (typing || event.repeat) return;
    const button = document.querySelector(`#desk [data-key="${CSS.escape(event.key)}"]:not([disabled])`);
    if (!does[event.key] && !button) return;
    event.preventDefault();
    event.stopPropagation();
    if (does[event.key]) does[event.key]();
    else button.click();
  }, true);

  // After a stroke the next string has the focus, so that a screen reader says it; a phone goes back up to it.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id !== "desk" && event.target.id !== "desk") return;
    const head = document.getElementById("desk-head");
    if (!head || document.activeElement?.matches("input, select")) return;
    head.focus({ preventScroll: true });
    const top = head.getBoundingClientRect().top;
    if (top < 0 || top > innerHeight - 80) document.getElementById("desk").scrollIntoView({ block: "start" });
  });
})();
