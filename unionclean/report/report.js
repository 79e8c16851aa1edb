"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const live = document.querySelector(".live");
  const bar = document.querySelector(".bar");
  all(".go, .keys").forEach((element) => { element.hidden = false; });

  const go = (element) => {
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "center" });
  };
  const shown = (edit) => getComputedStyle(edit).getPropertyValue("--t").trim() !== "transparent" && edit.offsetParent;
  const stops = {
    edit: { list: all(".n ins"), fits: shown },
    note: { list: all(".flag"), fits: () => true },
  };

  // The reader is at what had the focus last, if the window still shows it, or else at the first row that it shows.
  let last = null;
  const inView = (box) => box.bottom > bar.offsetHeight && box.top < innerHeight;
  const reader = () => {
    if (last && inView(last.getBoundingClientRect())) return last;
    return all(".row").find((row) => row.getBoundingClientRect().bottom > bar.offsetHeight);
  };
  const before = (element, other) => element.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  const countBefore = (list, place) => {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(list[middle], place)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const follow = (kind, direction) => {
    const { list, fits } = stops[kind];
    const place = reader();
    if (!list.length || !place) return;
    const next = countBefore(list, place);
    let at = direction > 0 && list[next] !== place ? next - 1 : next;
    for (let tried = 0; tried < list.length; tried += 1) {
      at = (at + direction + list.length) % list.length;
      if (fits(list[at])) return void go(list[at]);
    }
  };
  const turn = (direction) => {
    const docs = all(".doc");
    const at = docs.findLastIndex((doc) => doc.getBoundingClientRect().top <= bar.offsetHeight + 60);
    docs[Math.min(docs.length - 1, Math.max(0, at + direction))]?.scrollIntoView();
  };

  const keys = { j: ["edit", 1], k: ["edit", -1], n: ["note", 1], p: ["note", -1], "]": ["document", 1], "[": ["document", -1] };
  addEventListener("keydown", (event) => {
    const wanted = keys[event.key];
    if (!wanted || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (wanted[0] === "document") turn(wanted[1]);
    else follow(...wanted);
  });
  all("[data-go]").forEach((button) => button.addEventListener("click", () => follow("note", Number(button.dataset.go))));
  // Without script a flag leads on to the next one; with it there are keys for that, and a click shows what it says.
  stops.note.list.forEach((flag) => flag.addEventListener("click", (event) => {
    event.preventDefault();
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
      last = edit;
      live.textContent = edit.dataset.t;
    }
    edit.classList.toggle("up", innerHeight - edit.getBoundingClientRect().bottom < 130);
    if (!edit.matches(".flag")) partner(edit)?.classList.add("pair");
  };
  addEventListener("mouseover", pair);
  addEventListener("focusin", pair);

  // Where in the document the window is, on the map; documents out of sight are not laid out for it.
  const maps = new Map(all(".doc").map((doc) => [doc, { rows: doc.querySelector(".rows"), map: doc.querySelector(".map") }]));
  const seen = new Set();
  const watch = new IntersectionObserver((entries) => {
    entries.forEach(({ target, isIntersecting }) => { if (isIntersecting) seen.add(target); else seen.delete(target); });
    soon();
  });
  maps.forEach((_, doc) => watch.observe(doc));
  const place = () => {
    for (const doc of seen) {
      const { rows, map } = maps.get(doc);
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
  function soon() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; place(); });
  }
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);

  // The words of the page in Chinese, for a browser that prefers it; the texts and the names of rules stay.
  const chinese = {
    "unrepaired": "未修复", "nothing left unrepaired": "没有未修复之处", "certain": "确定", "probable": "很可能",
    "only changed paragraphs": "只看改动的段落", "Original": "原文", "Cleaned": "清洗后",
    "next and previous edit": "下一处、上一处改动", "next and previous unrepaired place": "下一处、上一处未修复",
    "next and previous document": "下一个、上一个文档",
    "Left the original, right the cleaned text. Faint: a certain edit. Dotted and strong: a probable one, where a model or the context chose among several answers. ⚑ marks what could not be repaired: it stays as it was, or is U+FFFD where a byte is gone. Point at an edit to see before, after, step and rule. What several steps changed in one place is one edit here; scan counts the edits of each step.":
      "左边是原文，右边是清洗后的文本。颜色浅：确定的改动。颜色深、点线：很可能的改动，由模型或上下文在几个答案中选出。⚑ 标明无法修复之处：保持原样，或在字节丢失处写成 U+FFFD。指向一处改动可看到改前、改后、步骤和规则。几个步骤改了同一处，在这里算一处；scan 按步骤分别计数。",
  };
  if (navigator.language.startsWith("zh")) {
    document.documentElement.lang = "zh-Hans";
    all("[data-i]").forEach((element) => { element.textContent = chinese[element.textContent] ?? element.textContent; });
  }
})();
