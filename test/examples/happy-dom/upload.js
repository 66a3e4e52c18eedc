/** Sends a picture, and says how far it is. */
export function upload(window, file, onProgress) {
  return new Promise((resolve, reject) => {
    const form = new window.FormData();
    form.append("picture", file);
    const xhr = new window.XMLHttpRequest();
    xhr.open("POST", "https://pictures.example/new");
    // This line turns a simple request into one that is preflighted.
    xhr.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total);
    xhr.onload = () => resolve(xhr.status);
    xhr.onerror = () => reject(new Error("The upload failed."));
    xhr.send(form);
  });
}
