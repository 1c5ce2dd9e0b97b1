using Skylite.Imagery.Dense.Labels;

namespace Skylite.Imagery.Dense.Layouts;

/// <summary>Images and masks in two folders of the same file names, alone or below train, val and test.</summary>
internal sealed class MaskFolderDataset : IDenseDataset
{
    private const int MostClasses = 64;

    /// <inheritdoc/>
    public string Id => "mask-folders";

    /// <inheritdoc/>
    public string About => "semantic segmentation: images and masks with the same file names, alone or below train, val and test";

    /// <inheritdoc/>
    public DenseLayout? Recognise(string directory)
    {
        var (samples, notes) = (new List<DenseSample>(), new List<string>());
        foreach (var (folder, part) in SplitFolders.Of(directory))
        {
            if (RasterFolder.Subfolder(folder, "images", "image", "imgs", "img", "sat", "input") is not { } images
                || RasterFolder.Subfolder(folder, "masks", "mask", "labels", "label", "gt", "annotations", "map") is not { } labels)
            {
                continue;
            }

            var masks = RasterFolder.ByStem(labels, "_mask", "_label", "_gt");
            var found = RasterFolder.ByStem(images);
            notes.AddRange(masks.Where(m => !found.ContainsKey(m.Key)).Select(m => $"'{m.Value}' has no image: left out"));
            foreach (var (stem, image) in found)
            {
                if (!masks.TryGetValue(stem, out var mask))
                {
                    notes.Add($"'{image}' has no mask: left out");
                    continue;
                }

                samples.Add(new DenseSample(RasterFolder.Relative(directory, mask), [DenseImage.Of(image)], mask) { Part = part });
            }
        }

        return samples.Count == 0 ? null : new DenseLayout(Id, DenseTask.SemanticSegmentation, [.. samples.OrderBy(s => s.Name, StringComparer.Ordinal)], Encoding(directory, samples, notes))
        {
            Notes = notes,
        };
    }

    private static ILabelEncoding Encoding(string directory, List<DenseSample> samples, List<string> notes)
    {
        if (ClassTable.Find(directory, samples[0].Mask) is { } table)
        {
            return table.Encoding();
        }

        var values = ChangeMask.Values(samples.Take(16));
        if (values.Count <= 2 || values.Max > MostClasses)
        {
            return ChangeMask.Of(samples, [new("background", "#000000"), new("foreground", "#3080ff")]);
        }

        notes.Add($"mask values 0 to {values.Max} are taken for classes of those numbers");
        return new IndexLabels(DenseClass.Numbered(values.Max + 1), [.. Enumerable.Range(0, values.Max + 1)], 255);
    }
}
