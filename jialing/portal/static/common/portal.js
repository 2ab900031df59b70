// What pages do beyond HTML: draw pictures, switch theme without reloading, search by one key. No framework.
(() => {
  "use strict";
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  root.classList.add("js");

  const narrow = matchMedia("(max-width: 560px)"); // the width up to which sizes.css reserves a phone's heights
  const theme = () => root.dataset.theme || (dark.matches ? "dark" : "light");
  const keep = (name, value) => {
    document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
  };

  // --- pictures ---------------------------------------------------------------------------------------------------
  let vega;
  const loadVega = () => (vega ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = document.querySelector('meta[name="jialing-vega"]').content;
    script.onload = () => resolve(window.vegaEmbed);
    script.onerror = reject;
    document.head.append(script);
  }));

  const options = {
    ast: true, // expressions are interpreted: no eval, so the page's policy can forbid it
    actions: false,
    renderer: "svg",
    defaultStyle: false,
    tooltip: { disableDefaultStyle: true },
  };

  // A mark leads to its page (Vega follows `href`); the reader's own scope and version go along.
  function lead(spec, { scope, version }) {
    for (const view of [spec, ...(spec.layer ?? [])]) {
      for (const row of view.data?.values ?? []) {
        const mark = row.properties ?? row;
        if (!mark.href) continue;
        if (mark.href.includes("?")) mark.href += version ? `&version=${encodeURIComponent(version)}` : "";
        else if (scope) mark.href += `?${scope}`;
      }
    }
  }

  // Where a picture is a choice, a mark does not lead away: what it leads to is shown below (`data-select`).
  function unlink(spec) {
    for (const view of [spec, ...(spec.layer ?? [])]) delete view.encoding?.href;
  }

  function choose(url, target) {
    const select = document.querySelector(`[data-choose="${target}"]`);
    const option = [...(select?.options ?? [])].find((o) => o.value.split("?")[0] === url.split("?")[0]);
    if (option) select.value = option.value;
    htmx.ajax("GET", option?.value ?? url, { target, select: "#detail", swap: "innerHTML" });
  }

  function selecting(drawing, view) {
    view.addEventListener("click", (event, item) => {
      if (item?.datum?.href) choose(item.datum.href, drawing.dataset.select);
    });
  }

  document.addEventListener("change", (event) => {
    const target = event.target.dataset?.choose;
    if (target) choose(event.target.value, target);
    if (event.target.matches?.("select[data-go]")) location.assign(event.target.value);
  });

  async function draw(drawing) {
    const shade = theme();
    if (drawing.dataset.drawn === shade) return;
    drawing.dataset.drawn = shade;
    const url = drawing.dataset.spec + (shade === "dark" ? "&theme=dark" : "");
    try {
      const [embed, spec] = await Promise.all([loadVega(), fetch(url).then((answer) => {
        if (!answer.ok) throw new Error(`${answer.status} ${url}`);
        return answer.json();
      })]);
      const stage = document.createElement("div");
      stage.className = "stage";
      stage.setAttribute("aria-hidden", "true"); // what it shows is said by its title and stands in the table
      drawing.replaceChildren(stage);
      drawing.finalize?.();
      if (narrow.matches) spec.height = spec.usermeta?.narrowHeight ?? spec.height;
      lead(spec, drawing.dataset);
      spec.config = { ...spec.config, font: getComputedStyle(document.body).fontFamily };
      if (drawing.dataset.select) unlink(spec);
      const made = await embed(stage, spec, options);
      if (drawing.dataset.select) selecting(drawing, made.view);
      drawing.finalize = () => made.finalize();
      drawing.view = made.view;
      drawing.classList.add("is-drawn");
      drawing.dispatchEvent(new CustomEvent("jialing:drawn", { bubbles: true }));
      performance.mark("jialing:drawn");
    } catch (error) {
      drawing.classList.add("is-failed");
      drawing.textContent = drawing.dataset.failed;
      console.error(error);
    }
  }

  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) draw(entry.target);
  }, { rootMargin: "500px" });

  // Paper shows the whole page, and printing does not wait: what is not near yet is drawn while nothing else is to do.
  const idle = window.requestIdleCallback ?? ((then) => setTimeout(then, 400));
  async function drawRest() {
    const next = document.querySelector(".drawing[data-spec]:not([data-drawn])");
    if (!next) return;
    await draw(next);
    idle(drawRest);
  }
  document.addEventListener("jialing:drawn", () => idle(drawRest), { once: true });

  // Scaled down to paper, a wide picture's words would be too small: it is drawn again as wide as paper, and back.
  const PAPER = 690;
  const fit = (width) => {
    for (const drawing of document.querySelectorAll(".drawing.is-drawn")) {
      const room = width ?? drawing.clientWidth;
      if (drawing.view && (width === undefined || drawing.clientWidth > width)) drawing.view.width(room).run();
    }
  };
  addEventListener("beforeprint", () => fit(PAPER));
  addEventListener("afterprint", () => fit());

  const watch = (part) => {
    for (const drawing of part.querySelectorAll(".drawing[data-spec]")) near.observe(drawing);
  };
  const redraw = () => {
    for (const drawing of document.querySelectorAll(".drawing[data-drawn]")) draw(drawing);
  };

  // --- theme ------------------------------------------------------------------------------------------------------
  dark.addEventListener("change", redraw);
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-theme-switch]")) return;
    event.preventDefault();
    const chosen = theme() === "dark" ? "light" : "dark";
    root.dataset.theme = chosen;
    keep("theme", chosen);
    redraw();
  });

  // --- search -----------------------------------------------------------------------------------------------------
  const words = () => document.getElementById("search-words");
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      words().focus();
      words().select();
    }
    const search = event.target.closest?.(".search");
    if (!search) return;
    const ways = [words(), ...search.querySelectorAll(".hits a")];
    const at = ways.indexOf(event.target);
    if (event.key === "Escape") {
      document.getElementById("search-found").replaceChildren();
      words().blur();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      ways[Math.max(0, Math.min(ways.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)))].focus();
    }
  });

  // --- a picture's whole table: fetched once, then folded and unfolded ---------------------------------------------
  document.addEventListener("htmx:beforeRequest", (event) => {
    const button = event.target.closest?.(".as-table");
    if (!button) return;
    const whole = document.getElementById(button.getAttribute("aria-controls"));
    const isOpen = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!isOpen));
    whole.hidden = isOpen;
    if (whole.querySelector("table")) event.preventDefault();
  });

  // --- parts that htmx brings ---------------------------------------------------------------------------------------
  // A phone's scope bar stays open while the reader goes on choosing.
  let wasOpen = false;
  document.addEventListener("htmx:beforeSwap", () => {
    wasOpen = document.querySelector("details[data-fold]")?.open ?? false;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const fold = document.querySelector("details[data-fold]");
    if (fold && wasOpen) fold.open = true;
    watch(event.target.isConnected ? event.target : document);
    watch(document);
  });

  const start = () => watch(document);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
