namespace Skylite.Imagery.Dense.Layouts;

/// <summary>
/// Pairs and their masks in three folders of the same file names, alone or below train, val and test, or divided by lists or by their names: LEVIR-CD, WHU-CD, CDD, DSIFN,
/// CLCD, S2Looking, SYSU-CD and whoever follows them.
/// </summary>
internal sealed class PairFolderDataset : IDenseDataset
{
    private const int Named = 3;

    private static readonly string[] First = ["A", "T1", "time1", "im1", "Image1", "before", "pre"];
    private static readonly string[] Second = ["B", "T2", "time2", "im2", "Image2", "after", "post"];
    private static readonly string[] Masks = ["label", "labels", "OUT", "mask", "masks", "GT"];

    /// <inheritdoc/>
    public string Id => "pair-folders";

    /// <inheritdoc/>
    public string About => "change detection: A, B and label with the same file names (LEVIR-CD, WHU-CD, CDD, DSIFN, CLCD, S2Looking, SYSU-CD), with train, val and test, list/*.txt, or names that begin with the part (train_1.png)";

    /// <inheritdoc/>
    public DenseLayout? Recognise(string directory)
    {
        var (samples, notes) = (new List<DenseSample>(), new List<string>());
        foreach (var (folder, part) in SplitFolders.Of(directory))
        {
            if (Find(folder) is not { } found)
            {
                continue;
            }

            var lists = SplitFolders.Lists(folder);
            var (earlier, second, masks) = (RasterFolder.ByStem(found.First), RasterFolder.ByStem(found.Second), RasterFolder.ByStem(found.Mask));
            string[] unknown = [.. lists.Keys.Where(name => !earlier.ContainsKey(name))];
            if (unknown.Length > 0)
            {
                notes.Add($"{unknown.Length} of {lists.Count} names on the lists below '{folder}' are no pairs, the first are {string.Join(", ", unknown.Take(Named).Select(n => $"'{n}'"))}{(unknown.Length == lists.Count ? ": the lists divide nothing" : string.Empty)}");
            }

            notes.AddRange(second.Concat(masks).Where(f => !earlier.ContainsKey(f.Key)).Select(f => $"'{f.Value}' has no first date: left out"));
            foreach (var (stem, first) in earlier)
            {
                if (!second.TryGetValue(stem, out var other) || !masks.TryGetValue(stem, out var mask))
                {
                    notes.Add($"'{first}' has no {(second.ContainsKey(stem) ? "mask" : "second date")}: left out");
                    continue;
                }

                samples.Add(new DenseSample(RasterFolder.Relative(directory, mask), [DenseImage.Of(first), DenseImage.Of(other)], mask)
                {
                    Part = part ?? (lists.TryGetValue(stem, out var listed) ? listed : null),
                });
            }
        }

        return samples.Count == 0 ? null : new DenseLayout(Id, DenseTask.ChangeDetection, PartNames.Apply([.. samples.OrderBy(s => s.Name, StringComparer.Ordinal)], notes), ChangeMask.Of(directory, samples, notes))
        {
            Notes = notes,
        };
    }

    private static (string First, string Second, string Mask)? Find(string folder)
    {
        for (var i = 0; i < First.Length; i++)
        {
            if (RasterFolder.Subfolder(folder, First[i]) is { } first
                && RasterFolder.Subfolder(folder, Second[i]) is { } second
                && RasterFolder.Subfolder(folder, Masks) is { } mask)
            {
                return (first, second, mask);
            }
        }

        return null;
    }
}
