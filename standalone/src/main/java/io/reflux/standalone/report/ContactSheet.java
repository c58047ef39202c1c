package io.reflux.standalone.report;

import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import java.util.Base64;
import java.util.List;

/**
 * Attacked images side by side: the original, the adversarial one, and what was changed. A change
 * of a grey pixel is shown by colour (added or taken away) and by strength; a change of a coloured
 * one by how far each channel moved from the middle.
 */
final class ContactSheet {

  private static final int FULL = 255;
  private static final int MIDDLE = 128;
  private static final int[] ADDED = {213, 94, 0};
  private static final int[] TAKEN = {0, 114, 178};

  private ContactSheet() {}

  static String of(List<ContactImage> images) {
    StringBuilder html = new StringBuilder();
    for (ContactImage image : images) {
      html.append("<figure>\n<div class=\"triple\">\n")
          .append(picture("original", pixels(image.shape(), image.original())))
          .append(picture("adversarial", pixels(image.shape(), image.adversarial())))
          .append(picture("difference", difference(image)))
          .append("</div>\n<figcaption>")
          .append(caption(image))
          .append("</figcaption>\n</figure>\n");
    }
    return html.toString();
  }

  private static String caption(ContactImage image) {
    return "<b>%s</b> taken for <b>%s</b><br>%s on the %s"
        .formatted(
            Markup.escape(image.source()),
            Markup.escape(image.target()),
            Markup.escape(image.mode()),
            Markup.escape(image.model()));
  }

  private static String picture(String name, byte[] png) {
    return "<img alt=\"%s\" title=\"%s\" src=\"data:image/png;base64,%s\">\n"
        .formatted(name, name, Base64.getEncoder().encodeToString(png));
  }

  private static byte[] pixels(ImageShape shape, FloatMatrix image) {
    byte[] bytes = new byte[shape.features()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = level(image.at(0, i) * FULL);
    }
    return Png.encode(
        shape.channels() == 1 ? Png.Pixels.GREY : Png.Pixels.RGB, shape.width(), bytes);
  }

  private static byte[] difference(ContactImage image) {
    return image.shape().channels() == 1 ? signedDifference(image) : channelDifference(image);
  }

  private static byte[] signedDifference(ContactImage image) {
    int features = image.shape().features();
    byte[] bytes = new byte[4 * features];
    for (int i = 0; i < features; i++) {
      float change = image.adversarial().at(0, i) - image.original().at(0, i);
      int[] colour = change > 0 ? ADDED : TAKEN;
      for (int channel = 0; channel < colour.length; channel++) {
        bytes[4 * i + channel] = (byte) colour[channel];
      }
      bytes[4 * i + 3] = level(Math.abs(change) * FULL);
    }
    return Png.encode(Png.Pixels.RGBA, image.shape().width(), bytes);
  }

  private static byte[] channelDifference(ContactImage image) {
    byte[] bytes = new byte[image.shape().features()];
    for (int i = 0; i < bytes.length; i++) {
      float change = image.adversarial().at(0, i) - image.original().at(0, i);
      bytes[i] = level(MIDDLE + change * (MIDDLE - 1));
    }
    return Png.encode(Png.Pixels.RGB, image.shape().width(), bytes);
  }

  private static byte level(float value) {
    return (byte) Math.max(0, Math.min(FULL, Math.round(value)));
  }
}
