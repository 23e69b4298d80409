// The focal point picked on the picture itself: by a click, or by the arrow keys (with Shift ten at a time). The
// two numbers stay where they are, and are what is saved.
const frame = document.querySelector("[data-focal]")
const across = document.getElementById("id_focal_x")
const down = document.getElementById("id_focal_y")
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

const within = number => Math.min(100, Math.max(0, Math.round(number)))

function show() {
  const mark = frame.querySelector("[data-focal-mark]")
  mark.style.insetInlineStart = `${within(+across.value)}%`
  mark.style.insetBlockStart = `${within(+down.value)}%`
  mark.hidden = false
}

function pick(x, y) {
  across.value = within(x)
  down.value = within(y)
  across.dispatchEvent(new Event("input", { bubbles: true }))
  show()
}

if (frame?.querySelector("img") && across && down) {
  document.querySelector("[data-focal-help]").hidden = false
  frame.addEventListener("click", event => {
    const box = frame.querySelector("img").getBoundingClientRect()
    pick(100 * (event.clientX - box.left) / box.width, 100 * (event.clientY - box.top) / box.height)
  })
  frame.addEventListener("keydown", event => {
    const step = STEPS[event.key]
    if (!step) return
    event.preventDefault()
    const size = event.shiftKey ? 10 : 1
    pick(+across.value + size * step[0], +down.value + size * step[1])
  })
  across.addEventListener("input", show)
  down.addEventListener("input", show)
  show()
}
