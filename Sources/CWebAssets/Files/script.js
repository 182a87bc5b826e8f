// OnRecord: keys, copying, filtering of lists, marks by place. Everything else works without it.
(() => {
  "use strict";
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const said = one("#said");
  const say = (words) => { said.textContent = ""; setTimeout(() => { said.textContent = words; }, 50); };
  const store = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch { /* kept for this page alone */ } },
  };

  // Copy with citation.
  const copy = async (button) => {
    const words = button.dataset.copy;
    let isCopied = false;
    try {
      await navigator.clipboard.writeText(words);
      isCopied = true;
    } catch {
      const area = document.createElement("textarea");
      area.value = words;
      document.body.append(area);
      area.select();
      isCopied = document.execCommand("copy");
      area.remove();
    }
    button.textContent = isCopied ? "Copied" : "Open Cite and copy it there";
    say(isCopied ? "Copied with its citation." : "The browser did not let it be copied.");
    setTimeout(() => { button.textContent = "Copy with citation"; }, 2000);
  };
  for (const button of all("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }

  // Lists of facets that are long get a box to filter them by.
  for (const facet of all(".facet")) {
    const more = one("details", facet);
    if (!more) continue;
    const rows = all("li", facet);
    if (rows.length < 12) continue;
    const box = document.createElement("input");
    const name = one("h3", facet).textContent;
    box.type = "text";
    box.placeholder = "Filter";
    box.setAttribute("aria-label", `Filter ${name}`);
    one("h3", facet).after(box);
    box.addEventListener("input", () => {
      const words = box.value.trim().toLowerCase();
      let shown = 0;
      for (const row of rows) {
        row.hidden = words !== "" && !row.textContent.toLowerCase().includes(words);
        if (!row.hidden) shown += 1;
      }
      more.open = words !== "";
      say(words === "" ? "" : `${shown} of ${rows.length}`);
    });
  }

  // A place in an article by characters: #char=10,20, in code points of its text.
  const markCharacters = () => {
    const match = /^#char=(\d+),(\d+)$/.exec(location.hash);
    if (!match) return;
    const [start, end] = [Number(match[1]), Number(match[2])];
    let first = null;
    for (const block of all(".text [data-start]")) {
      let at = Number(block.dataset.start);
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      const nodes = [];
      while (walker.nextNode()) nodes.push(walker.currentNode);
      for (const node of nodes) {
        const letters = [...node.data];
        const from = Math.max(0, start - at);
        const to = Math.min(letters.length, end - at);
        at += letters.length;
        if (from >= to) continue;
        const range = document.createRange();
        const units = (count) => letters.slice(0, count).join("").length;
        range.setStart(node, units(from));
        range.setEnd(node, units(to));
        const mark = document.createElement("mark");
        mark.className = "found";
        range.surroundContents(mark);
        first ??= mark;
      }
    }
    first?.scrollIntoView({ block: "center" });
  };
  markCharacters();
  addEventListener("hashchange", markCharacters);

  // Single keys; they can be switched off.
  let areKeysOn = store.get("onrecord-keys") !== "off";
  const keySwitch = (box) => {
    box.checked = areKeysOn;
    box.addEventListener("change", () => {
      areKeysOn = box.checked;
      store.set("onrecord-keys", areKeysOn ? "on" : "off");
    });
  };
  if (one("#keys-on")) {
    keySwitch(one("#keys-on"));
    one("#keys-switch").hidden = false;
  }

  const cards = all(".card");
  const current = () => cards.findIndex((card) => card.contains(document.activeElement) || card.classList.contains("at"));
  const move = (by) => {
    if (cards.length === 0) return;
    const now = current();
    const next = Math.min(cards.length - 1, Math.max(0, now < 0 ? (by > 0 ? 0 : cards.length - 1) : now + by));
    for (const card of cards) card.classList.toggle("at", card === cards[next]);
    cards[next].focus({ preventScroll: true });
    cards[next].scrollIntoView({ block: "nearest" });
  };

  let dialog = null;
  const help = () => {
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.setAttribute("aria-labelledby", "dialog-title");
      const title = document.createElement("h2");
      title.id = "dialog-title";
      title.textContent = "Keys";
      const list = document.createElement("dl");
      list.className = "keys";
      const keys = [
        ["/", "to the search box"], ["j", "next finding"], ["k", "the one before"], ["Enter", "open the finding"], ["c", "copy it with its citation"],
        ["e", "export the rows as CSV"], ["s", "save the search"], ["?", "this help"],
      ];
      for (const [key, meaning] of keys) {
        const row = document.createElement("div");
        const term = document.createElement("dt");
        const keyboard = document.createElement("kbd");
        keyboard.textContent = key;
        term.append(keyboard);
        const words = document.createElement("dd");
        words.textContent = meaning;
        row.append(term, words);
        list.append(row);
      }
      const form = document.createElement("form");
      form.method = "dialog";
      const choice = document.createElement("p");
      choice.className = "switch";
      const box = document.createElement("input");
      box.type = "checkbox";
      box.id = "dialog-keys";
      const label = document.createElement("label");
      label.htmlFor = "dialog-keys";
      label.textContent = "Single keys are on";
      choice.append(box, label);
      keySwitch(box);
      const button = document.createElement("button");
      button.textContent = "Close";
      form.append(button);
      dialog.append(title, list, choice, form);
      document.body.append(dialog);
    }
    dialog.showModal();
  };

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target;
    const isWriting = target.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (event.key === "Escape" && isWriting) return target.blur();
    if (isWriting || dialog?.open || !areKeysOn) return;
    const card = cards[current()];
    switch (event.key) {
      case "/": one("#q")?.focus(); one("#q")?.select(); break;
      case "j": move(1); break;
      case "k": move(-1); break;
      case "Enter":
        if (!card || target !== card) return;
        (one("a.open", card) ?? one("a", card))?.click();
        break;
      case "c": { const button = card && one("button[data-copy]", card); if (!button) return; copy(button); break; }
      case "e": one("#export")?.click(); break;
      case "s": { const name = one("#save-name"); if (!name) return; name.focus(); name.select(); break; }
      case "?": help(); break;
      default: return;
    }
    event.preventDefault();
  });
})();
