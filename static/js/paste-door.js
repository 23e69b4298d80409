// What is pasted from Word, WPS, 公众号 or 秀米 goes through the server's own tidying before it enters the text;
// pictures that cannot come along are named one by one, in the text and above it.
const door = document.getElementById("paste-door")
const FOREIGN = /<(img|table|section|div|h[1-6]|blockquote|v:|o:)|mso-|style=/i
const LONGEST = 900000

function tell(section, lines) {
  section.querySelector(".paste-told")?.remove()
  if (!lines.length) return
  const list = document.createElement("ul")
  list.className = "paste-told errorlist"
  list.setAttribute("role", "status")
  for (const line of lines) {
    const item = document.createElement("li")
    item.textContent = line
    list.append(item)
  }
  section.prepend(list)
}

async function tidied(html) {
  const answer = await fetch(door.dataset.path, {
    method: "POST",
    body: new URLSearchParams({ html }),
    headers: { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value },
  })
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status))
  return answer.json()
}

function plain(text) {
  return text.split(/\r?\n/).filter(line => line.trim()).map(line => {
    const paragraph = document.createElement("p")
    paragraph.textContent = line
    return paragraph.outerHTML
  }).join("")
}

async function paste(event) {
  const written = event.target.closest?.(".ProseMirror")
  if (!written?.editor) return
  const section = written.closest(".form-row") ?? written.parentElement
  const html = event.clipboardData.getData("text/html")
  const text = event.clipboardData.getData("text/plain")
  const isPicture = !html && event.clipboardData.files.length
  if (!isPicture && (!html || html.length > LONGEST || !FOREIGN.test(html))) return
  event.preventDefault()
  event.stopImmediatePropagation()
  if (isPicture) {
    tell(section, [door.dataset.file])
    return
  }
  try {
    const found = await tidied(html)
    written.editor.commands.insertContent(found.html)
    tell(section, found.missing.map(name => door.dataset.missing.replace("{}", name)))
  } catch {
    written.editor.commands.insertContent(plain(text))
    tell(section, [door.dataset.failed])
  }
}

// Before the editor itself: it hears of a paste on its own element, later on the way.
document.addEventListener("paste", paste, true)
