// Many pictures, sent one after another with a bar that tells how far they are; without it the form sends them
// all at once. What is refused is named, and keeps none of the others out.
const form = document.querySelector("[data-upload]")
const state = form.querySelector("[data-upload-state]")
const bar = state.querySelector("progress")
const count = state.querySelector("[data-upload-count]")
const refused = state.querySelector("[data-upload-refused]")

function say(done, all) {
  count.textContent = form.dataset.done.replace("{}", done).replace("{}", all)
}

function refuse(sentence) {
  const item = document.createElement("li")
  item.textContent = sentence
  refused.append(item)
}

function send(file, onProgress) {
  const data = new FormData(form)
  data.delete("files")
  data.append("files", file)
  return new Promise(resolve => {
    const request = new XMLHttpRequest()
    request.open("POST", form.action || location.href)
    request.setRequestHeader("Accept", "application/json")
    request.upload.addEventListener("progress", event => event.lengthComputable && onProgress(event.loaded / event.total))
    request.addEventListener("loadend", () => {
      try { resolve(JSON.parse(request.responseText)) } catch { resolve({ pictures: [], refused: [`${file.name}：${form.dataset.lost}`] }) }
    })
    request.send(data)
  })
}

form.addEventListener("submit", async event => {
  const files = [...form.querySelector("[type=file]").files]
  if (files.length < 2) return
  event.preventDefault()
  const button = form.querySelector("[type=submit]")
  button.disabled = true
  state.hidden = false
  refused.replaceChildren()
  const taken = []
  for (const [place, file] of files.entries()) {
    say(place, files.length)
    const answer = await send(file, part => { bar.value = 100 * (place + part) / files.length })
    taken.push(...answer.pictures)
    answer.refused.forEach(refuse)
  }
  bar.value = 100
  say(taken.length, files.length)
  button.disabled = false
  const next = `${form.dataset.next}?pictures=${taken.join(",")}`
  if (taken.length && !refused.children.length) location.assign(next)
  else if (taken.length) {
    const link = document.createElement("a")
    link.href = next
    link.textContent = "给传上去的图片写文字"
    count.append("　", link)
  }
})
