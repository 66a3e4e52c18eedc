export default {
  transform: {},
  setupFilesAfterEnv: ["./setup.js"],
};
