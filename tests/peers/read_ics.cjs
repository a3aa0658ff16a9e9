// What ical.js, which Thunderbird and Nextcloud are built on, reads in a calendar.
// node read_ics.cjs ICAL.CJS FILE MOST: prints a list of events as JSON, each with its
// first MOST days.
const fs = require("node:fs");

const [library, file, most] = process.argv.slice(2);
const ICAL = require(library);
const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(file, "utf8")));

function days(event) {
  if (!event.isRecurring()) return [event.startDate.toString()];
  const found = [];
  const iterator = event.iterator();
  let next;
  while (found.length < Number(most) && (next = iterator.next())) {
    found.push(next.toString());
  }
  return found;
}

const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component, { strictExceptions: true });
  const alarms = component.getAllSubcomponents("valarm");
  return {
    uid: event.uid,
    summary: event.summary,
    description: event.description,
    days: days(event),
    end: event.endDate.toString(),
    alarms: alarms.map((alarm) => alarm.getFirstPropertyValue("trigger").toString()),
  };
});
process.stdout.write(JSON.stringify(events));
