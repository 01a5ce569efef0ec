/** A picture from the camera, which is asked for on the reader's click and switched off as soon as the picture is taken. */

/** @type {Object<string, string>} */
const REFUSALS = {
  NotAllowedError: "The camera is blocked: the browser's settings for this page can allow it.",
  NotFoundError: "No camera was found.",
  NotReadableError: "The camera is in use elsewhere.",
};

/**
 * Show what the camera sees in a dialog until the reader takes a picture or leaves.
 * @param {HTMLElement} root
 * @returns {Promise<OffscreenCanvas | null>} null if the reader left
 */
export async function takePicture(root) {
  if (!navigator.mediaDevices?.getUserMedia) throw new Error("This browser gives this page no access to a camera.");
  const dialog = makeDialog();
  const video = dialog.querySelector("video");
  root.append(dialog);
  const left = new Promise((resolve) => dialog.addEventListener("close", resolve));
  const gone = new MutationObserver(() => dialog.isConnected || dialog.close());
  gone.observe(document, { childList: true, subtree: true });
  dialog.showModal();
  const stream = navigator.mediaDevices.getUserMedia({ video: true });
  try {
    stream.then((found) => (video.srcObject = found)).catch(() => {}); // thrown below
    await Promise.race([left, stream]);
    await left;
    return dialog.returnValue === "take" ? frame(video) : null;
  } catch (error) {
    throw new Error(REFUSALS[error.name] ?? `The camera could not be started: ${error.message}`, { cause: error });
  } finally {
    gone.disconnect();
    dialog.remove();
    stream.then((found) => found.getTracks().forEach((track) => track.stop())).catch(() => {}); // even if it starts late
  }
}

function makeDialog() {
  const dialog = document.createElement("dialog");
  dialog.className = "fdnn-camera";
  dialog.setAttribute("aria-label", "Camera");
  dialog.innerHTML = `<video autoplay muted playsinline aria-label="What the camera sees"></video>
<p>The picture stays in this browser.</p>
<form method="dialog"><button value="take" disabled>Take it</button> <button value="">Cancel</button></form>`;
  const [video, take] = [dialog.querySelector("video"), dialog.querySelector("button")];
  video.muted = true; // the attribute alone does nothing once the page has loaded
  video.addEventListener("loadeddata", () => (take.disabled = false));
  return dialog;
}

function frame(video) {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext("2d").drawImage(video, 0, 0);
  return canvas;
}
