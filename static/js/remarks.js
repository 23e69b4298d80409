// What a reviewer said of a block or a field is shown where it stands; what finds no place stays in the list.
function placeOf(name) {
  const end = name.lastIndexOf("-")
  const [prefix, key] = [name.slice(0, end), name.slice(end + 1)]
  if (prefix === "field") return document.querySelector(`.form-row.field-${CSS.escape(key)}, #${CSS.escape(key)}-group`)
  const keys = document.querySelectorAll(`input[type=hidden][name^="${CSS.escape(prefix)}-"][name$="-id"]`)
  return [...keys].find(one => one.value === key)?.closest(".inline-related") ?? null
}

function show(said) {
  const place = placeOf(said.dataset.remark)
  if (!place) return
  const note = document.createElement("p")
  note.className = "remark"
  note.textContent = said.querySelector("[data-remark-text]").textContent
  const head = place.querySelector(":scope > h3")
  head ? head.after(note) : place.prepend(note)
}

document.querySelectorAll("[data-remark]").forEach(show)
