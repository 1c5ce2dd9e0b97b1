using Skylite.Imagery.Dense.Labels;

namespace Skylite.Imagery.Dense.Layouts;

/// <summary>Images and masks in two folders of the same file names, alone, below train, val and test, or with these below them.</summary>
internal sealed class MaskFolderDataset : IDenseDataset
{
    /// <inheritdoc/>
    public string Id => "mask-folders";

    /// <inheritdoc/>
    public string About => "semantic segmentation: images and masks with the same file names, alone, below train, "
        + "val and test or with these below each, with list/*.txt, or with names that begin with the part (train_1.png)";

    /// <inheritdoc/>
    public DenseLayout? Recognise(string directory)
    {
        var found = new FolderSamples(directory);
        foreach (var (folder, part) in SplitFolders.Of(directory))
        {
            if (RasterFolder.Subfolder(folder, "images", "image", "imgs", "img", "sat", "input") is { } images
                && RasterFolder.Subfolder(
                    folder, "masks", "mask", "labels", "label", "gt", "groundtruth", "annotations", "annotation", "map", "maps") is { } masks)
            {
                found.Add([images], masks, part);
            }
        }

        found.Divide(directory);
        return found.Samples.Count == 0 ? null : Layout(Id, directory, found);
    }

    /// <summary>The layout of images and masks that were found.</summary>
    public static DenseLayout Layout(string id, string directory, FolderSamples found)
    {
        List<string> notes = [.. found.Notes];
        var samples = PartNames.Apply(found.Samples, notes);
        return new DenseLayout(id, DenseTask.SemanticSegmentation, samples, Encoding(directory, MaskLook.Of(samples), notes))
        {
            Notes = notes,
            EmptyParts = found.EmptyParts,
        };
    }

    /// <summary>The encoding of masks: that of the data's table of classes, or told from what the first masks hold.</summary>
    /// <param name="directory">The data set's folder.</param>
    /// <param name="look">What its masks hold.</param>
    /// <param name="notes">Is told what was assumed.</param>
    /// <exception cref="InvalidDataException">Nothing says what the masks mean.</exception>
    public static ILabelEncoding Encoding(string directory, MaskLook look, List<string> notes)
    {
        if (ClassTable.Find(directory, look.First) is { } table)
        {
            return table.Encoding(look.Colours.Count > 0);
        }

        if (ChangeMask.Of(look, [new("background", "#000000"), new("foreground", "#3080ff")], notes) is { } two)
        {
            return two;
        }

        int[] classes = [.. Enumerable.Range(0, look.Small[^1] + 1).Where(v => v != look.NoData)];
        var numbered = DenseClass.Numbered(look.Small[^1] + 1);
        notes.Add(
            $"mask values {classes[0]} to {classes[^1]} are taken for classes of those numbers"
            + (look.NoData is { } none and < 255 ? $", {none} for no class, as the files say" : string.Empty)
            + (look.Values[^1] == 255 ? ", 255 for no class" : string.Empty));
        return new IndexLabels([.. classes.Select(v => numbered[v] with { Value = v })], look.NoData is { } missing ? [missing, 255] : [255])
        {
            AreTold = true,
        };
    }
}
