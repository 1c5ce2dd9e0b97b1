using Skylite.Imagery.Dense.Labels;

namespace Skylite.Imagery.Dense.Layouts;

/// <summary>
/// Potsdam, Vaihingen and LoveDA as MMSegmentation cuts and writes them: img_dir and ann_dir, value 0 ignored. Its converters write train and val alone, and val is the
/// benchmark's test part.
/// </summary>
internal sealed class MmSegDataset : IDenseDataset
{
    /// <inheritdoc/>
    public string Id => "mmseg";

    /// <inheritdoc/>
    public string About => "semantic segmentation: Potsdam, Vaihingen and LoveDA in MMSegmentation's layout (img_dir, ann_dir); where there is no test, val tests";

    /// <inheritdoc/>
    public DenseLayout? Recognise(string directory)
    {
        if (RasterFolder.Subfolder(directory, "img_dir") is not { } images || RasterFolder.Subfolder(directory, "ann_dir") is not { } masks)
        {
            return null;
        }

        var (samples, unmasked) = (new List<DenseSample>(), new List<string>());
        foreach (var (folder, part) in SplitFolders.Of(images))
        {
            var labels = RasterFolder.ByStem(part is null ? masks : Path.Combine(masks, Path.GetFileName(folder)));
            var found = RasterFolder.ByStem(folder);
            unmasked.AddRange(found.Where(image => !labels.ContainsKey(image.Key)).Select(image => image.Value));
            samples.AddRange(found
                .Where(image => labels.ContainsKey(image.Key))
                .Select(image => new DenseSample(RasterFolder.Relative(directory, labels[image.Key]), [DenseImage.Of(image.Value)], labels[image.Key]) { Part = part }));
        }

        if (samples.Count > 0 && ClassTable.Find(directory, samples[0].Mask) is { } table)
        {
            return new DenseLayout(Id, DenseTask.SemanticSegmentation, [.. samples.OrderBy(s => s.Name, StringComparer.Ordinal)], table.Encoding())
            {
                Notes = [.. Unmasked.Notes(unmasked)],
            };
        }

        var isLoveDa = MaskLook.Of(samples).Values.Contains(7) || directory.Contains("loveda", StringComparison.OrdinalIgnoreCase);
        var classes = isLoveDa ? LoveDaDataset.Classes : IsprsLabels.Classes;
        return new DenseLayout(Id, DenseTask.SemanticSegmentation, [.. samples.OrderBy(s => s.Name, StringComparer.Ordinal)], new IndexLabels(DenseClass.From(1, classes), 0, 255) { AreTold = true })
        {
            Notes =
            [
                isLoveDa ? "classes of LoveDA; value 0 is no data" : $"classes of ISPRS; value 0 is the boundary that is not counted; a file '{ClassTable.FileName}' beside the data names others",
                .. Unmasked.Notes(unmasked),
            ],
        };
    }
}
