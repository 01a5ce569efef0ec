/** One picture from the camera: asked for when the reader asks, switched off as soon as the picture is taken. */

const REFUSALS = {
  NotAllowedError: "The camera was refused: the browser's settings for this page can allow it.",
  NotFoundError: "No camera was found.",
  NotReadableError: "The camera is in use elsewhere.",
};

/**
 * Show what the camera sees in a dialog inside `root` until the reader takes it, or leaves.
 * @param {HTMLElement} root
 * @returns {Promise<OffscreenCanvas | null>} null if the reader left
 */
export async function takePicture(root) {
  if (!navigator.mediaDevices?.getUserMedia) throw new Error("This browser gives this page no camera.");
  const dialog = makeDialog();
  const video = dialog.querySelector("video");
  root.append(dialog);
  const left = new Promise((resolve) => dialog.addEventListener("close", resolve));
  const gone = new MutationObserver(() => dialog.isConnected || dialog.close());
  gone.observe(document, { childList: true, subtree: true });
  dialog.showModal();
  const stream = navigator.mediaDevices.getUserMedia({ video: true });
  try {
    stream.then((found) => (video.srcObject = found)).catch(() => {}); // told below
    await Promise.race([left, stream]);
    await left;
    return dialog.returnValue === "take" ? frame(video) : null;
  } catch (error) {
    throw new Error(REFUSALS[error.name] ?? `The camera could not be started: ${error.message}`, { cause: error });
  } finally {
    gone.disconnect();
    dialog.remove();
    stream.then((found) => found.getTracks().forEach((track) => track.stop())).catch(() => {}); // even if it comes late
  }
}

function makeDialog() {
  const dialog = document.createElement("dialog");
  dialog.className = "fdnn-camera";
  dialog.setAttribute("aria-label", "Camera");
  dialog.innerHTML = `<video autoplay muted playsinline aria-label="What the camera sees"></video>
<p>The picture stays in this browser.</p>
<form method="dialog"><button value="take" disabled>Take it</button> <button value="">Cancel</button></form>`;
  const [video, take] = [dialog.querySelector("video"), dialog.querySelector("[value=take]")];
  video.muted = true; // the attribute alone does nothing once the page has loaded
  video.addEventListener("loadeddata", () => (take.disabled = false));
  return dialog;
}

function frame(video) {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext("2d").drawImage(video, 0, 0);
  return canvas;
}
