"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const live = document.querySelector(".live");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  all(".go, .keys").forEach((element) => { element.hidden = false; });

  const go = (element) => {
    if (!element) return;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  };
  const shown = (edit) => getComputedStyle(edit).getPropertyValue("--t").trim() !== "transparent" && edit.offsetParent;
  const stops = {
    edit: { list: all(".n ins"), fits: shown, at: -1 },
    note: { list: all(".flag"), fits: () => true, at: -1 },
    document: { list: all(".doc"), fits: () => true, at: -1 },
  };
  const follow = (kind, direction) => {
    const stop = stops[kind];
    const length = stop.list.length;
    for (let tried = 0; tried < length; tried += 1) {
      stop.at = stop.at < 0 && direction < 0 ? length - 1 : (stop.at + direction + length) % length;
      if (stop.fits(stop.list[stop.at])) break;
    }
    if (kind === "document") stop.list[stop.at]?.scrollIntoView();
    else go(stop.list[stop.at]);
  };

  const keys = { j: ["edit", 1], k: ["edit", -1], n: ["note", 1], p: ["note", -1], "]": ["document", 1], "[": ["document", -1] };
  addEventListener("keydown", (event) => {
    const wanted = keys[event.key];
    if (!wanted || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    follow(...wanted);
  });
  all("[data-go]").forEach((button) => button.addEventListener("click", () => follow("note", Number(button.dataset.go))));
  all(".flag").forEach((flag, index) => flag.addEventListener("click", (event) => {
    event.preventDefault();
    stops.note.at = index;
    flag.focus();
  }));

  // An edit and its other half: the nth <del> of a row is the nth <ins> of it.
  const partner = (edit) => {
    const row = edit.closest(".row");
    const here = all(edit.localName, row).indexOf(edit);
    return row.querySelectorAll(edit.localName === "ins" ? "del" : "ins")[here];
  };
  const pair = (event) => {
    all(".pair").forEach((edit) => edit.classList.remove("pair"));
    const edit = event.target.closest?.("ins, del, .flag");
    if (!edit) return;
    if (event.type === "focusin") {
      live.textContent = edit.dataset.t;
      if (edit.localName === "ins") stops.edit.at = stops.edit.list.indexOf(edit);
    }
    if (!edit.matches(".flag")) partner(edit)?.classList.add("pair");
  };
  addEventListener("mouseover", pair);
  addEventListener("focusin", pair);

  // Where in the document the window is, on the map.
  const maps = all(".doc").map((doc) => ({ rows: doc.querySelector(".rows"), map: doc.querySelector(".map") }));
  const place = () => {
    for (const { rows, map } of maps) {
      const box = rows.getBoundingClientRect();
      const scale = map.viewBox.baseVal.height / Math.max(1, box.height);
      const top = Math.min(Math.max(0, -box.top), box.height);
      const bottom = Math.min(Math.max(0, innerHeight - box.top), box.height);
      const here = map.querySelector(".here");
      here.setAttribute("y", top * scale);
      here.setAttribute("height", Math.max(0, bottom - top) * scale);
    }
  };
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; place(); });
  };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  place();
})();
