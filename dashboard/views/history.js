/**
 * Says when the browser has gone back or forward: sends the trigger `address` with the query string
 * of the link that its address bar holds now. Shows nothing.
 */
export default function show({ setTriggerValue }) {
  const say = () => setTriggerValue("address", window.location.search);
  window.addEventListener("popstate", say);
  return () => window.removeEventListener("popstate", say);
}
