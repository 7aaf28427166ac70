/* The files of a drop: also those in folders, each with its path below what was dropped. */
"use strict";
{
  const chronocite = (window.chronocite ??= {});

  const filesOf = (entry) =>
    new Promise((resolve, reject) => {
      entry.file((file) => resolve([{ file, name: entry.fullPath.replace(/^\//, "") }]), reject);
    });

  const entriesOf = async (folder) => {
    const reader = folder.createReader();
    const entries = [];
    for (;;) {
      // A reader gives some entries at a time, and none once it is through.
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!some.length) {
        return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
      }
      entries.push(...some);
    }
  };

  const walk = async (entry) => {
    if (entry.isFile) {
      return filesOf(entry);
    }
    const found = [];
    for (const each of await entriesOf(entry)) {
      found.push(...(await walk(each)));
    }
    return found;
  };

  /* Entries must be asked for at once: after a pause, the browser has forgotten the drop. */
  chronocite.droppedFiles = async (transfer) => {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (!entries.length) {
      return [...transfer.files].map((file) => ({ file, name: file.name }));
    }
    const found = [];
    for (const entry of entries) {
      found.push(...(await walk(entry)));
    }
    return found;
  };

  chronocite.chosenFiles = (input) =>
    [...input.files]
      .map((file) => ({ file, name: file.webkitRelativePath || file.name }))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
}
