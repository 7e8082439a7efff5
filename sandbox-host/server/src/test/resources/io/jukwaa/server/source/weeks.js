var __defProp = Object.defineProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};

// app.js
var app_exports = {};
__export(app_exports, {
  default: () => app_default
});
var import_jukwaa = require("jukwaa");

// weeks.js
function weeks(born) {
  return born.weeks;
}

// app.js
var app_default = (0, import_jukwaa.defineApp)({
  name: "weeks",
  start: "count",
  states: {
    count: (0, import_jukwaa.decide)({ run: () => weeks(void 0), next: "bye" }),
    bye: (0, import_jukwaa.end)({ text: "Bye" })
  }
});

// start-of-app.js
var import_jukwaa2 = require("jukwaa");
(0, import_jukwaa2.start)(typeof api === "undefined" ? void 0 : api, app_default ?? app_exports);
//# sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozLCJzb3VyY2VzIjpbImFwcC5qcyIsIndlZWtzLmpzIiwic3RhcnQtb2YtYXBwLmpzIl0sIm5hbWVzIjpbImltcG9ydF9qdWt3YWEiXSwibWFwcGluZ3MiOiI7Ozs7Ozs7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBLG9CQUFxQzs7O0FDQzlCLFNBQVMsTUFBTSxNQUFNO0FBQ3hCLFNBQU8sS0FBSztBQUNoQjs7O0FEQUEsSUFBTyxrQkFBUSx5QkFBVTtBQUFBLEVBQ3JCLE1BQU07QUFBQSxFQUFTLE9BQU87QUFBQSxFQUN0QixRQUFRO0FBQUEsSUFDSixXQUFPLHNCQUFPLEVBQUMsS0FBSyxNQUFNLE1BQU0sTUFBUyxHQUFHLE1BQU0sTUFBSyxDQUFDO0FBQUEsSUFDeEQsU0FBSyxtQkFBSSxFQUFDLE1BQU0sTUFBSyxDQUFDO0FBQUEsRUFDMUI7QUFDSixDQUFDOzs7QUVSRCxJQUFBQSxpQkFBb0I7QUFBQSxJQUNwQixzQkFBTSxPQUFPLFFBQVEsY0FBYyxTQUFZLEtBQVMsZUFBVyxXQUFHOyJ9
