using Skylite.Imagery.Dense;
using Skylite.Imagery.Synthetic;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Runs;
using Skylite.Zoo;

namespace Skylite.Workbench.Datasets;

/// <summary>Draws synthetic imagery with labels for any task, in the layout in which data sets of that task lie on disk.</summary>
public static class SynthesizeJob
{
    private const float SmallVariation = 0.15f;

    /// <summary>Runs the job.</summary>
    /// <param name="options">What to draw, where.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops between images.</param>
    /// <exception cref="ArgumentException">The options cannot be fulfilled.</exception>
    /// <exception cref="IOException">The folder holds files already.</exception>
    /// <exception cref="FullDiskException">The disk ran full.</exception>
    public static SynthesizeFigures Run(SynthesizeOptions options, IProgress<JobMessage>? progress = null, CancellationToken cancellation = default)
    {
        var isClassification = options.Task == ModelTask.SceneClassification;
        if (isClassification && options.IsScene)
        {
            throw new ArgumentException("A georeferenced scene has a label for each pixel: draw it with --task segmentation or --task change-detection.");
        }

        if (Directory.Exists(options.Out) && !options.Overwrite && Directory.EnumerateFileSystemEntries(options.Out).Any())
        {
            throw new IOException($"'{options.Out}' holds files already. Choose another --out folder, or draw over them with --overwrite.");
        }

        var size = options.Size ?? (isClassification ? 64 : options.IsScene ? 1024 : 128);
        var pixel = options.PixelSize ?? (isClassification ? 2 : 1);
        var scenes = new SyntheticOptions
        {
            Width = size,
            Height = size,
            Bands = options.Bands ?? (options.IsScene ? 4 : 3),
            Seed = options.Seed,
            Extent = (float)(pixel * size),
        };
        try
        {
            return new SynthesizeFigures(options.Out, ModelTasks.Id(options.Task), Draw(options, scenes, progress, cancellation), size, scenes.Bands, pixel);
        }
        catch (IOException e) when (DiskSpace.IsLackedBy(e))
        {
            throw new FullDiskException(
                e.Message, $"What was drawn before is kept in '{options.Out}': free some space and run the same command with --overwrite.", e);
        }
    }

    private static int Draw(SynthesizeOptions options, SyntheticOptions scenes, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        var relay = new Drawing(progress);
        if (options.Task == ModelTask.SceneClassification)
        {
            return SyntheticDataset.Write(
                options.Out,
                new SyntheticDatasetOptions
                {
                    Scenes = scenes,
                    ImagesPerClass = options.Images ?? new SyntheticDatasetOptions().ImagesPerClass,
                    Format = scenes.Bands == 3 ? "png" : "tif",
                },
                relay,
                cancellation);
        }

        var task = options.Task == ModelTask.ChangeDetection ? DenseTask.ChangeDetection : DenseTask.SemanticSegmentation;
        if (options.IsScene)
        {
            progress.Show($"drawing a scene of {scenes.Width} × {scenes.Height} pixels");
            _ = SyntheticGeoScene.Write(options.Out, task, scenes);
            return 1;
        }

        var dense = new SyntheticDenseOptions { Task = task, Scenes = scenes with { ExtentVariation = SmallVariation } };
        return SyntheticDenseDataset.Write(options.Out, dense with { Images = options.Images ?? dense.Images }, relay, cancellation);
    }

    private sealed class Drawing(IProgress<JobMessage>? progress) : IProgress<SyntheticProgress>
    {
        public void Report(SyntheticProgress value) => progress.Show(Invariant($"drew {value.Written} of {value.Total} images"));
    }
}
