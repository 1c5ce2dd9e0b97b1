namespace Skylite.Imagery.Dense.Layouts;

/// <summary>Folders of any names, which a file beside the data tells apart.</summary>
internal sealed class NamedFolderDataset : IDenseDataset
{
    /// <inheritdoc/>
    public string Id => "named-folders";

    /// <inheritdoc/>
    public string About => $"change detection: folders that '{FolderNames.FileName}' names as images, "
        + "images2 and masks, alone, below train, val and test or with these below each; semantic segmentation without images2";

    /// <inheritdoc/>
    public DenseLayout? Recognise(string directory)
    {
        if (FolderNames.Find(directory) is not { } names)
        {
            return null;
        }

        var found = new FolderSamples(directory);
        // A folder that is named may be called 'train' itself.
        var isWhole = names.All.All(n => Path.Exists(Path.Combine(directory, n)));
        foreach (var (folder, part) in isWhole ? [(directory, null)] : SplitFolders.Of(directory))
        {
            string[] places = [.. names.All.Select(n => Path.Combine(folder, n))];
            if (places.FirstOrDefault(p => !Path.Exists(p)) is { } missing)
            {
                throw new InvalidDataException(
                    $"There is no '{missing}', which '{Path.Combine(directory, FolderNames.FileName)}' names. Name folders of images and masks there.");
            }

            found.Add(places[..^1], places[^1], part);
        }

        found.Divide(directory);
        if (found.Samples.Count == 0)
        {
            throw new InvalidDataException(
                $"There are no rasters in the folders that '{Path.Combine(directory, FolderNames.FileName)}' names. Name folders of images and masks there.");
        }

        return names.Images2 is null ? MaskFolderDataset.Layout(Id, directory, found) : PairFolderDataset.Layout(Id, directory, found);
    }
}
