// Between autoconsent and the worker: gives it its rules, and hands on what it has found and done.
// CONSENT_RULES, CONSENT_TELL and CONSENT_SCRIPT are put in by worker/browsers/consent.py.
(() => {
  if (!/^https?:$/.test(location.protocol) || window.autoconsentReceiveMessage) return;
  const tell = window[CONSENT_TELL];
  const told = ["cmpDetected", "popupFound", "optOutResult", "autoconsentDone"];
  const config = {
    enabled: true,
    autoAction: "optOut",
    enableHeuristicDetection: true,
    heuristicMode: "reject",
    isMainWorld: true,
  };
  window.autoconsentSendMessage = async (message) => {
    if (message.type === "init") {
      setTimeout(() => window.autoconsentReceiveMessage({
        type: "initResp", rules: { autoconsent: [], compact: CONSENT_RULES }, config,
      }));
    } else if (told.includes(message.type)) {
      tell(JSON.stringify([message.type, String(message.cmp), message.result !== false]));
    }
  };
  CONSENT_SCRIPT
})();
