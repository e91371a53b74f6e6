// Shows a reminder on the phone, and opens the page it is about. It keeps nothing and stands in nobody's way.
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
