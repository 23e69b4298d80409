// A button that copies a text of the page: <button data-copy="id of a textarea" hidden>. Where the browser's
// clipboard is closed (old WeChat), the text is selected for the finger to copy.
for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const said = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    text.focus();
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
      button.textContent = "已复制";
    } catch {
      button.textContent = document.execCommand("copy") ? "已复制" : "已选中，请长按复制";
    }
    setTimeout(() => { button.textContent = said; }, 2500);
  });
}
