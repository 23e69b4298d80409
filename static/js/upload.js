// A large file goes up in pieces that resume (tus); the form is sent once it is whole.
const form = document.querySelector("[data-uploads]");
const row = form.querySelector("[data-upload]");
const input = row.querySelector("input[type=file]");
const bar = row.querySelector("progress");
const state = row.querySelector("[data-upload-state]");
const PIECE = 5 * 1024 * 1024;
let running = null;

row.hidden = false;
const say = (text) => { state.textContent = text; };

async function start(file) {
  form.elements.upload.value = "";
  bar.hidden = false;
  running = new tus.Upload(file, {
    endpoint: form.dataset.uploads,
    chunkSize: PIECE,
    retryDelays: [0, 2000, 5000, 10000, 30000, 60000],
    headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    metadata: { filename: file.name },
    removeFingerprintOnSuccess: true,
    onProgress(sent, all) {
      const share = Math.floor((100 * sent) / all);
      bar.value = share;
      say(`已传 ${share}%`);
    },
    onSuccess() {
      form.elements.upload.value = running.url.replace(/\/$/, "").split("/").pop();
      running = null;
      say("传完了，可以分享。");
    },
    onError(error) {
      running = null;
      const said = error.originalResponse?.getBody();
      say(said && !said.startsWith("<") ? said : "没有传完。连上网后再选同一个文件，就接着传。");
    },
  });
  const earlier = await running.findPreviousUploads();
  if (earlier.length) running.resumeFromPreviousUpload(earlier[0]);
  running.start();
}

input.addEventListener("change", () => { if (input.files[0]) start(input.files[0]); });
form.addEventListener("submit", (event) => {
  if (!running) return;
  event.preventDefault();
  say("还在传，传完再分享。");
});
