package io.reflux.robustness.data;

import io.reflux.robustness.data.Publication.Form;
import io.reflux.robustness.data.download.RemoteFile;
import io.reflux.robustness.data.format.CifarFormat;
import io.reflux.robustness.network.ImageShape;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of known data sets. Digests of MNIST and Fashion-MNIST are those of the uncompressed
 * files; MNIST: Y. LeCun, C. Cortes, C. Burges; Fashion-MNIST: H. Xiao, K. Rasul, R. Vollgraf,
 * arXiv 1708.07747; CIFAR-10: A. Krizhevsky, "Learning multiple layers of features from tiny
 * images", 2009.
 */
final class KnownDatasets {

  private static final ImageShape GREY_28 = new ImageShape(28, 28, 1);
  private static final KnownDataset.Sizes MNIST_SIZES = new KnownDataset.Sizes(60_000, 10_000);

  private static final List<String> DIGITS =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  private static final List<String> CLOTHES =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  private static final List<String> OBJECTS =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private static final KnownDataset FASHION_MNIST_MINI =
      new KnownDataset(
          "fashion-mnist-mini",
          GREY_28,
          CLOTHES,
          new KnownDataset.Sizes(10_000, 2_000),
          new Publication(
              Form.BUNDLED,
              idxFiles(
                  List.of(),
                  "c7084bb6d8547680a90d1b7e62eef652b321599dcc052cb47df709f6ae65b129",
                  "2a4fb3eec0877aa3d4ab80d8f59374733af9b2b2966e8be0e50efe715f443a4d",
                  "1b9a1884bcce59552fe06b761ebbd50c82321ffbf0a6fbbc881318e5bf226d2a",
                  "e026daf3d28b630d395bff264d45247706f43ecba7d4f48422cba6b6a30e22d3")));

  private static final KnownDataset FASHION_MNIST =
      new KnownDataset(
          "fashion-mnist",
          GREY_28,
          CLOTHES,
          MNIST_SIZES,
          new Publication(
              Form.IDX,
              idxFiles(
                  List.of(
                      "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/"
                          + "master/data/fashion/",
                      "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
                  "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                  "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
                  "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                  "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34")));

  private static final KnownDataset MNIST =
      new KnownDataset(
          "mnist",
          GREY_28,
          DIGITS,
          MNIST_SIZES,
          new Publication(
              Form.IDX,
              idxFiles(
                  List.of(
                      "https://storage.googleapis.com/cvdf-datasets/mnist/",
                      "https://ossci-datasets.s3.amazonaws.com/mnist/"),
                  "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                  "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                  "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                  "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")));

  private static final KnownDataset CIFAR10 =
      new KnownDataset(
          "cifar10",
          CifarFormat.SHAPE,
          OBJECTS,
          new KnownDataset.Sizes(50_000, 10_000),
          new Publication(
              Form.CIFAR,
              List.of(
                  new RemoteFile(
                      CifarFolder.ARCHIVE,
                      List.of(URI.create("https://www.cs.toronto.edu/~kriz/")),
                      "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
                      false))));

  static final List<KnownDataset> ALL = List.of(FASHION_MNIST_MINI, FASHION_MNIST, MNIST, CIFAR10);

  private KnownDatasets() {}

  private static List<RemoteFile> idxFiles(List<String> homes, String... sha256) {
    List<URI> uris = homes.stream().map(URI::create).toList();
    List<RemoteFile> files = new ArrayList<>();
    for (int i = 0; i < IdxFiles.NAMES.size(); i++) {
      files.add(new RemoteFile(IdxFiles.NAMES.get(i) + ".gz", uris, sha256[i], true));
    }
    return files;
  }
}
