namespace Skylite.Imagery.Datasets;

/// <summary>The scene-classification data sets that are recognised on disk.</summary>
public static class SceneDatasets
{
    /// <summary>All of them; the first that recognises a folder reads it, so the general one comes last.</summary>
    public static IReadOnlyList<ISceneDataset> All { get; } =
    [
        new RssCn7Dataset(),
        new UcMercedDataset(),
        new NwpuResisc45Dataset(),
        new AidDataset(),
        new EuroSatRgbDataset(),
        new EuroSatDataset(),
        new WhuRs19Dataset(),
        new Rsc11Dataset(),
        new SiriWhuDataset(),
        new ClassFolderDataset(),
    ];

    /// <summary>The data set that a folder holds.</summary>
    /// <param name="directory">A folder that a user named.</param>
    /// <returns>The data set and the folder whose subfolders are its classes.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">The folder holds no classes; the message says what was expected.</exception>
    public static (ISceneDataset Dataset, string Root) Recognise(string directory)
    {
        if (!Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"There is no data folder '{directory}'. Name the folder whose subfolders are the classes.");
        }

        foreach (var dataset in All)
        {
            if (dataset.Recognise(directory) is { } root)
            {
                return (dataset, root);
            }
        }

        throw new InvalidDataException(
            ClassFolders.Images(directory).Any()
                ? $"'{directory}' holds images but no class folders. Put the images of each class into a folder of its own, named as the class."
                : $"'{directory}' holds no images: its {ClassFolders.Subfolders(directory).Length} subfolders contain no .jpg, .png or .tif file. "
                    + "Name the folder whose subfolders are the classes.");
    }
}
