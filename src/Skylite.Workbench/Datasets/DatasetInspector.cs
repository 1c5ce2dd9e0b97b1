using Skylite.Imagery.Datasets;
using Skylite.Imagery.Dense;
using Skylite.Native.Gdal;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Tasks;

namespace Skylite.Workbench.Datasets;

/// <summary>Looks through a folder of labelled imagery: what it is, how it is divided, what it holds, what is wrong with it.</summary>
public static class DatasetInspector
{
    /// <summary>Every layout that is recognised: its id, and what it looks for.</summary>
    public static IReadOnlyList<(string Id, string LooksFor)> Layouts { get; } =
    [
        .. DenseDatasets.All.Select(d => (d.Id, d.About)),
        .. SceneDatasets.All.Select(d => (d.Id, d.Facts.Classes.Count == 0
            ? "scene classification: a folder for each class, alone or below train, val and test; or images named by class and number"
            : $"scene classification: {d.Facts.Name}, folders {string.Join(", ", d.Facts.Classes.Take(3))}, … ({d.Facts.Classes.Count} classes)")),
    ];

    /// <summary>Inspects a folder, divided as <c>train</c> does without further options.</summary>
    /// <param name="directory">The folder.</param>
    public static DatasetInspection Inspect(string directory) => Inspect(new DataOptions { Directory = directory });

    /// <summary>Inspects a folder; every image and mask is read once.</summary>
    /// <param name="data">The folder, and how it is divided.</param>
    /// <param name="progress">Told what is being read.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnknownLayoutException">The folder is no data set that Skylite knows.</exception>
    /// <exception cref="ArgumentException">How it is divided means nothing for its task.</exception>
    /// <exception cref="InvalidDataException">Nothing in it can be used.</exception>
    public static DatasetInspection Inspect(DataOptions data, IProgress<JobMessage>? progress = null, CancellationToken cancellation = default)
    {
        var directory = data.Directory;
        if (!Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"There is no data folder '{directory}'.");
        }

        progress.Show($"looking at {directory}");
        if (Dense(directory) is { } layout)
        {
            return new DenseInspector(data, layout).Inspect(progress, cancellation);
        }

        SceneCollection scenes;
        try
        {
            scenes = SceneCollection.Open(directory);
        }
        catch (InvalidDataException e)
        {
            // What scenes lack is of no interest to someone who has named the folder above a data set.
            throw new UnknownLayoutException(
                $"'{directory}' is no data set that Skylite knows: none of {Layouts.Count} layouts fits."
                + (FoldersBelow.Hint(directory) is { Length: > 0 } hint ? hint : $" As scene classification: {e.Message}"),
                e);
        }

        return new SceneInspector(data, scenes).Inspect(progress, cancellation);
    }

    private static DenseLayout? Dense(string directory)
    {
        try
        {
            return DenseDatasets.Find(directory);
        }
        catch (GdalException e)
        {
            throw new InvalidDataException(
                $"'{directory}' looks like a data set of pixel labels, but the masks that tell its classes cannot be read: {e.Message}", e);
        }
    }
}
