// Suggestions under a search box that says where they come from: <input data-suggest="/search/suggest/">.
// Without this file the box is a plain form field. Keyboard: arrows, Enter, Escape.
// data-suggest-fill="/schools/": only what stands there, and choosing sends the form instead of leading there.
const WAIT = 150;

function listbox(input) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-suggestions`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "建议");
  list.hidden = true;
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("autocomplete", "off");
  input.parentElement.append(list);
  return list;
}

function option(row, number, list) {
  const item = document.createElement("li");
  item.id = `${list.id}-${number}`;
  item.className = "suggestions__item";
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.dataset.path = row.path;
  item.textContent = row.title;
  return item;
}

function attach(input) {
  const list = listbox(input);
  let timer = 0;
  let chosen = -1;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (number) => {
    const items = [...list.children];
    chosen = (number + items.length) % items.length;
    items.forEach((item, place) => item.setAttribute("aria-selected", String(place === chosen)));
    input.setAttribute("aria-activedescendant", items[chosen].id);
  };
  const only = input.dataset.suggestFill;
  const take = (item) => {
    if (only === undefined) return location.assign(item.dataset.path);
    input.value = item.textContent;
    input.form.requestSubmit();
  };
  const fill = (found) => {
    const rows = found.filter((row) => row.path.startsWith(only ?? ""));
    list.replaceChildren(...rows.map((row, number) => option(row, number, list)));
    chosen = -1;
    list.hidden = rows.length === 0;
    input.setAttribute("aria-expanded", String(rows.length > 0));
  };
  const ask = async () => {
    const asked = input.value.trim();
    if (!asked) return close();
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(asked)}`);
      if (answer.ok && input.value.trim() === asked) fill((await answer.json()).suggestions);
    } catch {
      close();
    }
  };

  input.addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("compositionend", ask);
  input.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? -1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => {
    const item = event.target.closest("[data-path]");
    if (item) take(item);
  });
  input.addEventListener("blur", () => setTimeout(close, 200));
}

document.querySelectorAll("input[data-suggest]").forEach(attach);
