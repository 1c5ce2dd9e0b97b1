namespace Skylite.Imagery.Dense.Layouts;

/// <summary>
/// Pairs and their masks in three folders of the same file names, alone, below train, val and test or with these below each, or divided by lists or by their
/// names: LEVIR-CD, WHU-CD, CDD, DSIFN, CLCD, S2Looking, SYSU-CD and whoever follows them; or one pair, in folders or in one; or a folder for each pair.
/// </summary>
internal sealed class PairFolderDataset : IDenseDataset
{
    private static readonly (string First, string Second)[] Dates =
    [
        ("A", "B"), ("T1", "T2"), ("time1", "time2"), ("date1", "date2"), ("im1", "im2"), ("img1", "img2"), ("image1", "image2"), ("images1", "images2"),
        ("before", "after"), ("pre", "post"), ("before change", "after change"), ("pre change", "post change"), ("first", "second"), ("old", "new"),
    ];

    private static readonly string[] Masks =
    [
        "label", "labels", "OUT", "mask", "masks", "GT", "groundtruth", "change", "changes", "change label", "change labels", "change mask", "change masks",
        "change map", "change maps", "cm",
    ];

    /// <inheritdoc/>
    public string Id => "pair-folders";

    /// <inheritdoc/>
    public string About =>
        "change detection: A, B and label (or T1 and T2, before and after, …) "
        + "with the same file names (LEVIR-CD, WHU-CD, CDD, DSIFN, CLCD, S2Looking, SYSU-CD), "
        + "below train, val and test or with these below each, with list/*.txt, or names that begin with the part (train_1.png); "
        + "or one pair; or a folder for each pair (site1/before.tif, after.tif, mask.tif)";

    private static readonly EnumerationOptions Below = new() { RecurseSubdirectories = true, MaxRecursionDepth = 1 };

    /// <inheritdoc/>
    public DenseLayout? Recognise(string directory)
    {
        var found = new FolderSamples(directory);
        foreach (var (folder, part) in SplitFolders.Of(directory))
        {
            if ((Find(Directory.GetDirectories(folder)) ?? Find(RasterFolder.Files(folder))) is { } places)
            {
                found.Add([places.First, places.Second], places.Mask, part);
                continue;
            }

            foreach (var pair in Directory.EnumerateDirectories(folder, "*", Below).Order(StringComparer.Ordinal))
            {
                if (Find(RasterFolder.FilesIfOpen(pair)) is { } files)
                {
                    found.AddPair(files.First, files.Second, files.Mask, part);
                }
            }
        }

        found.Divide(directory);
        return found.Samples.Count == 0 ? null : Layout(Id, directory, found);
    }

    /// <summary>The layout of pairs that were found.</summary>
    public static DenseLayout Layout(string id, string directory, FolderSamples found)
    {
        List<string> notes = [.. found.Notes];
        var samples = PartNames.Apply(found.Samples, notes);
        return new DenseLayout(id, DenseTask.ChangeDetection, samples, ChangeMask.Of(directory, samples, notes))
        {
            Notes = notes,
            EmptyParts = found.EmptyParts,
        };
    }

    private static (string First, string Second, string Mask)? Find(IReadOnlyList<string> paths)
    {
        var place = RasterFolder.Named(paths);
        foreach (var (earlier, later) in Dates)
        {
            if (place(earlier) is { } first && place(later) is { } second && Masks.Select(place).FirstOrDefault(m => m is not null) is { } mask)
            {
                return (first, second, mask);
            }
        }

        return null;
    }
}
