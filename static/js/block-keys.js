// The blocks of an article by keyboard: added by plain buttons below the list, moved up and down, folded and
// unfolded; what was done is said aloud. Dragging stays as it is. Builds on content-editor's own events.
const machine = () => document.querySelector(".order-machine")
const ordering = block => block.querySelector('.order-machine-ordering')
const texts = document.getElementById("block-keys-texts").dataset

const said = document.createElement("p")
said.className = "visually-hidden"
said.setAttribute("role", "status")

function inOrder(region) {
  return [...machine().querySelectorAll(`.inline-related:not(.empty-form)[data-region="${region}"]`)]
    .filter(block => !block.classList.contains("for-deletion"))
    .sort((a, b) => ordering(a).value - ordering(b).value)
}

function label(block) {
  const name = block.querySelector("h3 b")?.textContent.replace(/[:：]\s*$/, "") ?? ""
  const own = block.querySelector("h3 .inline_label")?.textContent ?? ""
  return `${name} ${own}`.trim()
}

function move(block, step) {
  const blocks = inOrder(block.dataset.region)
  const here = blocks.indexOf(block)
  const there = here + step
  if (there < 0 || there >= blocks.length) {
    said.textContent = step < 0 ? texts.first : texts.last
    return
  }
  blocks.splice(there, 0, ...blocks.splice(here, 1))
  blocks.forEach((one, place) => { one.style.order = ordering(one).value = 10 * (place + 1) })
  block.scrollIntoView({ block: "nearest" })
  said.textContent = texts.moved.replace("{}", there + 1).replace("{}", blocks.length)
}

function button(text, name, act) {
  const made = document.createElement("button")
  made.type = "button"
  made.className = "block-keys__button"
  made.textContent = text
  if (name) made.setAttribute("aria-label", name)
  made.addEventListener("click", event => { event.stopPropagation(); act(made) })
  return made
}

function fold(block, made) {
  block.classList.toggle("collapsed")
  made.setAttribute("aria-expanded", String(!block.classList.contains("collapsed")))
}

function equip(block) {
  const title = block.querySelector(":scope > h3")
  if (!title || title.querySelector(".block-keys") || block.classList.contains("empty-form")) return
  const keys = document.createElement("span")
  keys.className = "block-keys"
  const folds = button(texts.fold, `${texts.fold} ${label(block)}`, made => fold(block, made))
  folds.setAttribute("aria-expanded", String(!block.classList.contains("collapsed")))
  keys.append(
    button("↑", `${texts.up} ${label(block)}`, made => { move(block, -1); made.focus() }),
    button("↓", `${texts.down} ${label(block)}`, made => { move(block, 1); made.focus() }),
    folds,
  )
  title.append(keys)
}

function addBar() {
  const bar = document.createElement("div")
  bar.className = "block-keys__bar"
  bar.setAttribute("role", "group")
  bar.setAttribute("aria-label", texts.add)
  const head = document.createElement("span")
  head.textContent = texts.add
  bar.append(head)
  for (const plugin of window.ContentEditor.plugins) {
    if (!document.querySelector(`#${plugin.prefix}-group .add-row a`)) continue
    bar.append(button(plugin.title, `${texts.add} ${plugin.title}`, () => {
      window.ContentEditor._insertBefore = null
      window.ContentEditor.addContent(plugin.prefix)
    }))
  }
  document.querySelector(".order-machine-wrapper").after(bar)
}

// Boxes that scripts put in place of a field carry that field's name.
function name() {
  for (const box of document.querySelectorAll(".select2-selection:not([aria-label]), .select2-selection__rendered:not([aria-label])")) {
    const field = box.closest(".form-row, td")?.querySelector("label")?.textContent
    box.removeAttribute("aria-labelledby")
    box.setAttribute("aria-label", (field ?? "").replace(/[:：]\s*$/, ""))
  }
  for (const written of document.querySelectorAll(".ProseMirror:not([aria-label])")) {
    written.setAttribute("aria-label", texts.text)
  }
}

document.addEventListener("content-editor:ready", () => {
  if (said.isConnected) return
  document.body.append(said)
  new MutationObserver(name).observe(document.querySelector("#content-main"), { childList: true, subtree: true })
  name()
  if (!window.ContentEditor.allowChange) return
  machine().querySelectorAll(".inline-related").forEach(equip)
  addBar()
  // What the library draws for the mouse alone is no stop for the keyboard, and no riddle for a reader.
  document.querySelector(".plugin-buttons")?.setAttribute("aria-hidden", "true")
})
document.addEventListener("content-editor:activate", event => {
  if (said.isConnected) equip(event.detail.inline)
})
