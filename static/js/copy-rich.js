// One click puts the article on the clipboard as rich text, looks included. The older way is the fallback where
// the newer one asks for HTTPS.
const page = document.querySelector(".account")
const button = page.querySelector("[data-copy]")
const state = page.querySelector("[data-copy-state]")
const html = page.querySelector("[data-account-html]").value
const text = page.querySelector(".account__page").innerText

function copyTheOldWay() {
  const put = event => {
    event.clipboardData.setData("text/html", html)
    event.clipboardData.setData("text/plain", text)
    event.preventDefault()
  }
  document.addEventListener("copy", put, { once: true })
  return document.execCommand("copy")
}

async function copy() {
  try {
    const parts = { "text/html": html, "text/plain": text }
    const blobs = Object.entries(parts).map(([kind, part]) => [kind, new Blob([part], { type: kind })])
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))])
    return true
  } catch {
    return copyTheOldWay()
  }
}

button.hidden = false
button.addEventListener("click", async () => {
  state.textContent = await copy() ? page.dataset.copied : page.dataset.refused
})
