// What is being written is kept in this browser until it is saved: a lost session, a closed window or a dead
// battery takes nothing. Kept per person and story; offered again, never put back unasked. To put it back, the
// draft is posted to the same page, which the server then draws with it, saving nothing.
const bar = document.getElementById("draft-bar")
const form = bar.closest("form")
const own = `draft:${bar.dataset.person}:${bar.dataset.story}:`
const LONGEST_DAYS = 14
const PAUSE = 800
const UNKEPT = new Set(["csrfmiddlewaretoken", "draft_key", "from_draft", "_save", "_continue", "_addanother"])
const keyField = form.elements.draft_key
const key = own + keyField.value

function fields() {
  return [...new FormData(form)].filter(([name, value]) => !UNKEPT.has(name) && typeof value === "string")
}

// The block editor rearranges the form without changing it.
const standing = () => JSON.stringify(fields().map(field => field.join("=")).sort())

function drafts() {
  const found = []
  for (let place = 0; place < localStorage.length; place++) {
    const name = localStorage.key(place)
    if (!name.startsWith("draft:")) continue
    try { found.push({ name, ...JSON.parse(localStorage.getItem(name)) }) } catch { localStorage.removeItem(name) }
  }
  return found
}

function sweep() {
  const oldest = Date.now() - LONGEST_DAYS * 24 * 3600 * 1000
  const saved = new Set((bar.dataset.saved || "").split(" "))
  for (const draft of drafts()) {
    const done = saved.has(draft.name.split(":").pop())
    if (done || !(draft.at > oldest)) localStorage.removeItem(draft.name)
  }
}

let kept = bar.dataset.restored ? "" : standing()
let waiting, touched

function keep() {
  const now = standing()
  if (!touched || now === kept) return
  kept = now
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: fields() }))
    bar.querySelector("[data-draft-state]").textContent = bar.dataset.kept.replace("{}", time(Date.now()))
  } catch {
    bar.querySelector("[data-draft-state]").textContent = bar.dataset.full
  }
}

function later() {
  touched = true
  clearTimeout(waiting)
  waiting = setTimeout(keep, PAUSE)
}

function time(at) {
  return new Date(at).toLocaleString("zh-CN", { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" })
}

function putBack(draft) {
  const posted = document.createElement("form")
  posted.method = "post"
  posted.action = location.href
  const all = [...draft.fields, ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value],
    ["from_draft", "on"], ["draft_key", draft.name.split(":").pop()]]
  for (const [name, value] of all) {
    const input = document.createElement("textarea")
    input.name = name
    input.value = value
    posted.append(input)
  }
  posted.hidden = true
  document.body.append(posted)
  posted.submit()
}

function offer() {
  const draft = drafts().filter(one => one.name.startsWith(own) && one.name !== key).sort((a, b) => b.at - a.at)[0]
  if (!draft) return
  const box = bar.querySelector("[data-draft-offer]")
  box.querySelector("[data-draft-when]").textContent = time(draft.at)
  box.querySelector("[data-draft-restore]").addEventListener("click", () => putBack(draft))
  box.querySelector("[data-draft-drop]").addEventListener("click", () => {
    localStorage.removeItem(draft.name)
    box.hidden = true
  })
  box.hidden = false
}

sweep()
offer()
form.addEventListener("input", later)
form.addEventListener("change", later)
form.addEventListener("click", () => { touched = true })
document.addEventListener("formset:added", later)
document.addEventListener("formset:removed", later)
form.addEventListener("submit", keep)
document.addEventListener("visibilitychange", () => document.hidden && keep())
// Boxes that tell of a choice by scripts' own events alone.
setInterval(keep, 5000)
