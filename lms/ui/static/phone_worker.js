// Shows a reminder on the phone, opens the page it is about, and says where the browser takes messages when that
// changes. It keeps nothing and stands in nobody's way.
self.addEventListener("push", (event) => {
  let said = {};
  try {
    said = event.data?.json() ?? {};
  } catch {
    // Not ours, but a browser wants something shown.
  }
  const { title = location.host, body = "", tag = "", open = "/" } = said;
  event.waitUntil(self.registration.showNotification(title, { body, tag, data: { open }, icon: "/static/field/icon-192.png" }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const page = new URL(event.notification.data?.open ?? "/", location.origin);
  if (page.origin !== location.origin) return;
  const show = async () => {
    const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
    const shown = windows.find((each) => each.url === page.href);
    return shown ? shown.focus() : clients.openWindow(page.href);
  };
  event.waitUntil(show());
});

// The browser made its subscription anew, or dropped it. Without a network or signed out, the page of reminders
// puts it right when it is seen next.
const renew = async ({ oldSubscription, newSubscription }) => {
  const answer = await fetch("/reminders/phones/token", { redirect: "manual", cache: "no-store" });
  if (!answer.ok) return;
  const { key, token } = await answer.json();
  if (!key) return;
  let subscription = newSubscription;
  try {
    subscription ??= await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  } catch {
    if (Notification.permission === "granted") return; // its service could not be reached just now
  }
  const told = { csrf_token: token, was: oldSubscription?.endpoint ?? "" };
  if (subscription) told.subscription = JSON.stringify(subscription);
  await fetch("/reminders/phones/renewed", { method: "POST", body: new URLSearchParams(told) });
};
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));
