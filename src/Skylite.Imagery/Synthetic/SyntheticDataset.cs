using System.Globalization;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Synthetic;

/// <summary>Writes synthetic scenes as people keep scene-classification data: a folder per class with image files in it.</summary>
public static class SyntheticDataset
{
    private static readonly string[] Formats = ["png", "tif", "jpg"];
    private static readonly string[] BandNames = ["red", "green", "blue", "nir"];

    /// <summary>Draws and writes all images as <c>directory/class/class_0001.png</c> and so on; files that are there already are replaced.</summary>
    /// <param name="directory">Where the class folders go; made if missing.</param>
    /// <param name="options">How many images of what kind.</param>
    /// <param name="progress">Told after every image.</param>
    /// <param name="cancellation">Stops between images; files on disk are whole.</param>
    /// <returns>The number of images written.</returns>
    /// <exception cref="ArgumentException">The options cannot be fulfilled.</exception>
    /// <exception cref="OperationCanceledException">The writing was stopped.</exception>
    public static int Write(
        string directory, SyntheticDatasetOptions options, IProgress<SyntheticProgress>? progress = null, CancellationToken cancellation = default)
    {
        Check(options);
        var classes = options.Scenes.Classes;
        foreach (var sceneClass in classes)
        {
            Directory.CreateDirectory(Path.Combine(directory, sceneClass.Id));
        }

        var total = classes.Count * options.ImagesPerClass;
        var written = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Workers), CancellationToken = cancellation };
        try
        {
            Parallel.For(0, total, parallel, i =>
            {
                var classIndex = i / options.ImagesPerClass;
                var index = i % options.ImagesPerClass;
                var id = classes[classIndex].Id;
                var name = string.Create(CultureInfo.InvariantCulture, $"{id}_{index + 1:0000}.{options.Format}");
                Save(SyntheticScenes.Render(options.Scenes, classIndex, index), Path.Combine(directory, id, name));
                progress?.Report(new SyntheticProgress(Interlocked.Increment(ref written), total));
            });
        }
        catch (AggregateException several)
        {
            // one full disk fails every worker; the first reason is enough
            throw several.InnerExceptions[0];
        }

        return total;
    }

    /// <summary>Writes one image; the ending of the path chooses the format.</summary>
    public static void Save(SyntheticImage image, string path)
    {
        var spec = new GdalRasterSpec(image.Width, image.Height, image.Bands, GdalDataType.Byte) { BandNames = image.Bands == 3 ? null : BandNames };
        using var raster = GdalDataset.CreateInMemory(spec);
        raster.Write<byte>(image.Pixels);
        raster.SaveAs(path);
    }

    private static void Check(SyntheticDatasetOptions options)
    {
        options.Scenes.Check();
        if (options.ImagesPerClass < 1)
        {
            throw new ArgumentException($"A synthetic data set needs at least one image per class, not {options.ImagesPerClass}.", nameof(options));
        }

        if (!Formats.Contains(options.Format))
        {
            throw new ArgumentException($"Synthetic images are written as {string.Join(", ", Formats)}, not as '{options.Format}'.", nameof(options));
        }

        if (options.Scenes.Bands != 3 && options.Format != "tif")
        {
            throw new ArgumentException($"A {options.Format} file holds red, green and blue only; write images with near infrared as tif.", nameof(options));
        }
    }
}
