// Reads codes from pictures: with the browser's own reader, else with ZXing, loaded here for the first time.
import { settings } from "field/dom";

const own = async () => {
  try {
    if ((await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      return async (canvas) => (await detector.detect(canvas)).map((each) => each.rawValue);
    }
  } catch {
    // There is none; ours then.
  }
  return null;
};

const zxing = async () => {
  const { default: reader } = await import("zxing");
  await reader.prepareZXingModule({
    overrides: { locateFile: () => settings.wasm },
    fireImmediately: true,
  });
  return async (canvas) => {
    const picture = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const found = await reader.readBarcodes(picture, { formats: ["QRCode"], maxNumberOfSymbols: 4 });
    return found.filter((each) => each.isValid).map((each) => each.text);
  };
};

export const makeReader = async () => (await own()) ?? (await zxing());
