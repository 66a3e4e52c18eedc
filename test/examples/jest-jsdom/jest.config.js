export default {
  transform: {},
  testEnvironment: "jsdom",
  testEnvironmentOptions: { url: "https://app.example/" },
  setupFilesAfterEnv: ["./setup.js"],
};
