using System.Globalization;
using Skylite.Imagery.Dense;
using Skylite.Imagery.Synthetic.Landscapes;
using Skylite.Native.Gdal;

namespace Skylite.Imagery.Synthetic;

/// <summary>
/// Writes synthetic landscapes as people keep pixel-labelled data: <c>images</c> and <c>masks</c>, or
/// <c>A</c>, <c>B</c> and <c>label</c>, below <c>train</c>, <c>val</c> and <c>test</c>.
/// </summary>
public static class SyntheticDenseDataset
{
    private const byte Changed = 255;

    /// <summary>
    /// Draws and writes all images; files that are there already are replaced. Three bands become
    /// PNG, four GeoTIFF; masks are PNG with class numbers from 1, or 0 and 255 for change.
    /// </summary>
    /// <param name="directory">Where the folders go; made if missing.</param>
    /// <param name="options">How many images of what kind.</param>
    /// <param name="progress">Told after every image.</param>
    /// <param name="cancellation">Stops between images; files on disk are whole.</param>
    /// <returns>The number of images, or pairs, written.</returns>
    /// <exception cref="ArgumentException">The options cannot be fulfilled.</exception>
    /// <exception cref="OperationCanceledException">The writing was stopped.</exception>
    public static int Write(
        string directory, SyntheticDenseOptions options, IProgress<SyntheticProgress>? progress = null, CancellationToken cancellation = default)
    {
        options.Check();
        string[] folders = options.Task == DenseTask.ChangeDetection ? ["A", "B", "label"] : ["images", "masks"];
        foreach (var part in (string[])["train", "val", "test"])
        {
            foreach (var folder in folders)
            {
                Directory.CreateDirectory(Path.Combine(directory, part, folder));
            }
        }

        if (options.Task == DenseTask.SemanticSegmentation)
        {
            LandCovers.Table.Save(directory);
        }

        var written = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Workers), CancellationToken = cancellation };
        try
        {
            Parallel.For(0, options.Images, parallel, index =>
            {
                Save(Path.Combine(directory, Part(index, options)), index, options);
                progress?.Report(new SyntheticProgress(Interlocked.Increment(ref written), options.Images));
            });
        }
        catch (AggregateException several)
        {
            throw several.InnerExceptions[0];
        }

        return options.Images;
    }

    /// <summary>The folder of an image's part; every part gets at least one.</summary>
    private static string Part(int index, SyntheticDenseOptions options)
    {
        var test = Math.Clamp((int)Math.Round(options.TestShare * options.Images), 1, options.Images - 2);
        var validation = Math.Clamp((int)Math.Round(options.ValidationShare * options.Images), 1, options.Images - test - 1);
        return index < test ? "test" : index < test + validation ? "val" : "train";
    }

    private static void Save(string folder, int index, SyntheticDenseOptions options)
    {
        var scenes = options.Scenes;
        var name = string.Create(CultureInfo.InvariantCulture, $"landscape_{index + 1:0000}");
        var image = name + (scenes.Bands == 3 ? ".png" : ".tif");
        if (options.Task == DenseTask.SemanticSegmentation)
        {
            var landscape = SyntheticLandscapes.Render(scenes, index);
            SyntheticDataset.Save(landscape, Path.Combine(folder, "images", image));
            SaveMask(LandCovers.Mask(landscape.Mask), scenes, Path.Combine(folder, "masks", name + ".png"));
            return;
        }

        var (before, after, change) = SyntheticLandscapes.RenderPair(scenes, index);
        SyntheticDataset.Save(before, Path.Combine(folder, "A", image));
        SyntheticDataset.Save(after, Path.Combine(folder, "B", image));
        SaveMask(Array.ConvertAll(change, c => (byte)(c * Changed)), scenes, Path.Combine(folder, "label", name + ".png"));
    }

    private static void SaveMask(byte[] mask, SyntheticOptions scenes, string path) => GdalImage.Write(path, mask, scenes.Width, scenes.Height, 1);
}
