using Skylite.Imagery.Dense.Layouts;

namespace Skylite.Imagery.Dense;

/// <summary>The data sets of pixel labels that are recognised on disk.</summary>
public static class DenseDatasets
{
    /// <summary>All of them; the first that recognises a folder reads it, so what a user says comes first, and the general ones come last.</summary>
    public static IReadOnlyList<IDenseDataset> All { get; } =
    [
        new NamedFolderDataset(),
        new OscdDataset(),
        new AirChangeDataset(),
        new PotsdamDataset(),
        new VaihingenDataset(),
        new LoveDaDataset(),
        new MmSegDataset(),
        new PairFolderDataset(),
        new MaskFolderDataset(),
        new SingleSceneDataset(),
    ];

    /// <summary>How a user can lay images and masks so that they are recognised, in a sentence.</summary>
    public static string Advice { get; } = "Put images and masks of the same names into folders 'images' and 'masks', "
        + "or pairs and their masks into 'A', 'B' and 'label' (each below 'train', 'val' and 'test', or these below each), "
        + $"or name other folders in a file '{FolderNames.FileName}' beside them: {FolderNames.Example}.";

    /// <summary>The data set that a folder holds, or null if no layout fits.</summary>
    /// <param name="directory">A folder that is there.</param>
    public static DenseLayout? Find(string directory) =>
        All.Select(dataset => dataset.Recognise(directory)).FirstOrDefault(layout => layout is { Samples.Count: > 0 });

    /// <summary>The data set that a folder holds.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">No layout fits; the message says what was expected.</exception>
    public static DenseLayout Recognise(string directory)
    {
        if (!Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"There is no data folder '{directory}'. Name the folder that holds the images and masks.");
        }

        return Find(directory) ?? throw new InvalidDataException(
                $"'{directory}' is no data set of pixel labels that Skylite knows."
                + (FoldersBelow.Hint(directory) is { Length: > 0 } hint ? hint : $" {Advice} 'skylite list dense-datasets' names all layouts."));
    }
}
