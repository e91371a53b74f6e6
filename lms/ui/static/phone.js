// Turning reminders on for this phone. The browser asks for its permission only after a tap on our button.
const box = document.getElementById("this-phone");
const form = box.querySelector("form[data-key]");
const can = isSecureContext && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

const show = (name) => {
  for (const part of box.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== name;
};

const running = (registration) =>
  new Promise((go, stop) => {
    const worker = registration.active ?? registration.waiting ?? registration.installing;
    const look = () => {
      if (worker.state === "activated") go(registration);
      if (worker.state === "redundant") stop(new Error("the worker did not start"));
    };
    worker.addEventListener("statechange", look);
    look();
  });

// A browser that listens to another key (it changed, or another server had this address) has to begin anew.
const subscribe = async (push) => {
  const wanted = { userVisibleOnly: true, applicationServerKey: form.dataset.key };
  try {
    return await push.subscribe(wanted);
  } catch (failure) {
    if (failure.name !== "InvalidStateError") throw failure;
    await (await push.getSubscription())?.unsubscribe();
    return push.subscribe(wanted);
  }
};

const hashOf = async (text) => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};

// Whether this subscription listens to the key that the server has today.
const isOurs = ({ options }) => {
  const bytes = new Uint8Array(options?.applicationServerKey ?? []);
  const key = btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  return key === form.dataset.key;
};

const begin = async () => {
  const registration = await navigator.serviceWorker.register(form.dataset.worker, { scope: form.dataset.scope });
  return subscribe((await running(registration)).pushManager);
};

// It was turned on here, and the browser takes messages elsewhere by now, or nowhere: quietly put right.
const renew = async (was) => {
  try {
    const told = { csrf_token: form.elements.csrf_token.value, was, subscription: JSON.stringify(await begin()) };
    const answer = await fetch(form.dataset.renew, { method: "POST", body: new URLSearchParams(told) });
    return answer.ok && (await answer.json()).on;
  } catch {
    return false;
  }
};

const look = async () => {
  if (Notification.permission === "denied") return show("blocked");
  const registration = await navigator.serviceWorker.getRegistration(form.dataset.scope);
  const known = await registration?.pushManager.getSubscription();
  const row = known && document.querySelector(`[data-phone="${await hashOf(known.endpoint)}"]`);
  const here = row ?? document.querySelector("[data-session]");
  if (!here || Notification.permission !== "granted") return show("can");
  if (!(row && isOurs(known)) && !(await renew(known?.endpoint ?? ""))) return show("can");
  here.querySelector("[data-this]").hidden = false;
  show("on");
};

if (can) {
  look();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      if ((await Notification.requestPermission()) !== "granted") return show("blocked");
      form.elements.subscription.value = JSON.stringify(await begin());
      form.submit();
    } catch {
      box.querySelector("[data-when=failed]").hidden = false;
    } finally {
      button.disabled = false;
    }
  });
}
