using System.Globalization;
using Skylite.Imagery.Dense;
using Skylite.Imagery.Splits;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Tasks;

namespace Skylite.Tests.Native.Dense;

/// <summary>Which masks of the ISPRS tiles are used, and what is said of it.</summary>
public sealed class IsprsTilesTests
{
    private const string Potsdam = "Ortho/top_potsdam_{0}_RGB.tif|all/top_potsdam_{0}_label.tif|eroded/top_potsdam_{0}_label_noBoundary.tif";
    private const string Vaihingen = "top/top_mosaic_09cm_area{0}.tif|gt/top_mosaic_09cm_area{0}.tif|eroded/top_mosaic_09cm_area{0}_noBoundary.tif";

    [Theory]
    [InlineData(Potsdam, "2_11", "2_13,2_14,3_13", "2_13,2_14,3_13", "test tiles are measured on masks with eroded boundaries")]
    [InlineData(Potsdam, "2_11", "2_13,2_14,3_13", "2_13", "1 test tiles are measured on masks with eroded boundaries, but 2 (2_14, 3_13) on full masks")]
    [InlineData(Potsdam, "2_11", "2_13,2_14,3_13", "2_11", "test tiles are measured on full masks: no eroded ones (label_noBoundary)")]
    [InlineData(Vaihingen, "1", "2,4,6", "2,4,6", "test tiles are measured on masks with eroded boundaries")]
    [InlineData(Vaihingen, "1", "2,4,6", "2,6", "2 test tiles are measured on masks with eroded boundaries, but 1 (4) on full masks")]
    [InlineData(Vaihingen, "1", "2,4,6", "9", "test tiles are measured on full masks: no eroded ones (noBoundary)")]
    public void Test_tiles_without_an_eroded_mask_are_counted_and_named(string files, string train, string test, string eroded, string said)
    {
        using var folder = new SmallRasters();
        var kinds = files.Split('|');
        foreach (var tile in test.Split(',').Append(train))
        {
            Write(folder, kinds[0], tile);
            Write(folder, kinds[1], tile);
        }

        foreach (var tile in eroded.Split(','))
        {
            Write(folder, kinds[2], tile);
        }

        var layout = DenseDatasets.Recognise(folder.Root);

        Assert.StartsWith(said, Assert.Single(layout.Notes, n => n.Contains("measured on", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(DataOptions.NoLists, 0)]
    [InlineData("others", 0)]
    [InlineData("mine", 1)]
    public void The_tile_whose_labels_are_wrong_is_used_only_where_a_list_names_it(string? lists, int used)
    {
        using var folder = new SmallRasters();
        foreach (var tile in new[] { "2_10", "2_11", "2_13", "7_10" })
        {
            Write(folder, Potsdam.Split('|')[0], tile);
            Write(folder, Potsdam.Split('|')[1], tile);
        }

        foreach (var (name, tested) in new[] { ("mine", "top_potsdam_7_10_label"), ("others", "top_potsdam_2_11_label.tif") })
        {
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Root, name)).FullName, "test.txt"), tested);
        }

        var given = lists is null or DataOptions.NoLists ? lists : Path.Combine(folder.Root, lists);
        using var data = DenseData.Open(
            new DataOptions { Directory = folder.Root, Size = 8, SplitLists = given, Split = new SplitOptions { BlockSide = 8 } },
            given: null,
            needsSurvey: false);

        Assert.Equal(used, Enum.GetValues<SplitPart>().Sum(p => data.Store(p).Samples.Count(s => s.Name.Contains("7_10", StringComparison.Ordinal))));
        Assert.Equal(
            1 - used, data.Facts.Notes.Count(n => n.Contains("7_10", StringComparison.Ordinal) && n.Contains("known to be wrong", StringComparison.Ordinal)));
        Assert.Equal(3 + used, Enum.GetValues<SplitPart>().SelectMany(p => data.Store(p).Samples).Select(s => s.Name).Distinct().Count());
    }

    private static string Write(SmallRasters folder, string file, string tile) =>
        folder.Write(string.Format(CultureInfo.InvariantCulture, file, tile), 8, 8, 3, (x, _, c) => (byte)(x < 4 || c == 2 ? 255 : 0));
}
