package io.awfar.media.preview;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import io.awfar.media.MediaSettings;
import io.awfar.media.type.FileBytes;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/// Sizes and thumbnails of images. The size is read before anything is decoded, and what is too
/// large is not; of what is decoded, only as many pixels are kept as a good thumbnail needs.
final class Images {

  private static final String JPEG = "image/jpeg";
  private static final String WEBP = "image/webp";
  private static final float QUALITY = 0.8f;

  /// Pixels kept for each of the thumbnail's, so that it can be made smoothly.
  private static final int OVERSAMPLING = 2;

  private final MediaSettings.Previews settings;

  Images(MediaSettings.Previews settings) {
    this.settings = settings;
  }

  /// @throws IOException or whatever else a decoder throws at a file that it cannot make sense of
  Preview preview(Path file, String mimeType) throws IOException {
    Orientation orientation = Orientation.UPRIGHT;
    long pixels = 0;
    try (FileBytes bytes = FileBytes.open(file)) {
      switch (mimeType) {
        case JPEG -> orientation = Orientation.of(bytes);
        case WEBP -> pixels = WebpFrames.largest(bytes);
        default -> {}
      }
    }
    ImageReader reader = reader(mimeType);
    try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
      // Texts and colour profiles beside the image are not looked at.
      reader.setInput(in, true, true);
      PixelSize size = new PixelSize(reader.getWidth(0), reader.getHeight(0));
      PixelSize shown = orientation.isTurned() ? size.turned() : size;
      boolean fits = Math.max(pixels, size.pixels()) <= pixelsMax(mimeType);
      return new Preview(fits ? thumbnail(reader, size, orientation) : null, shown, null);
    } finally {
      reader.dispose();
    }
  }

  private long pixelsMax(String mimeType) {
    return mimeType.equals(WEBP) ? settings.webpPixelsMax() : settings.pixelsMax();
  }

  private static ImageReader reader(String mimeType) throws IOException {
    return mimeType.equals(WEBP)
        ? new WebPImageReaderSpi().createReaderInstance()
        : ImageIO.getImageReadersByMIMEType(mimeType).next();
  }

  /// @return null if the image is broken further in: its size is known all the same
  private @Nullable Thumbnail thumbnail(
      ImageReader reader, PixelSize size, Orientation orientation) {
    try {
      ImageReadParam param = reader.getDefaultReadParam();
      int step = Math.max(1, size.longest() / (settings.sidePixels() * OVERSAMPLING));
      param.setSourceSubsampling(step, step, 0, 0);
      return new Thumbnail(jpeg(scaled(reader.read(0, param), orientation)));
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /// Upright, on white, no side longer than the settings say; small images stay small.
  private BufferedImage scaled(BufferedImage image, Orientation orientation) {
    double factor =
        Math.min(
            1.0, (double) settings.sidePixels() / Math.max(image.getWidth(), image.getHeight()));
    int width = Math.max(1, (int) Math.round(image.getWidth() * factor));
    int height = Math.max(1, (int) Math.round(image.getHeight() * factor));
    BufferedImage small =
        orientation.isTurned()
            ? new BufferedImage(height, width, BufferedImage.TYPE_INT_RGB)
            : new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = small.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, small.getWidth(), small.getHeight());
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      AffineTransform transform = orientation.transform(width, height);
      transform.scale((double) width / image.getWidth(), (double) height / image.getHeight());
      graphics.drawRenderedImage(image, transform);
    } finally {
      graphics.dispose();
    }
    return small;
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByMIMEType(JPEG).next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
