using Skylite.Imagery.Datasets;
using Skylite.Native.Gdal;

namespace Skylite.Tests.Native.Imagery;

public sealed class SceneCollectionTests : IDisposable
{
    private readonly MiniatureTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Classes_sort_without_regard_to_case_and_samples_by_name()
    {
        _tree.Add("Forest", 2).Add("footballField", 1).Add("airport", 1);

        var scenes = _tree.Open();

        Assert.Equal(["airport", "footballField", "Forest"], scenes.Classes);
        Assert.Equal([0, 1, 2, 2], scenes.Samples.Select(s => s.Label));
        Assert.Equal(["000.png", "000.png", "000.png", "001.png"], scenes.Samples.Select(s => Path.GetFileName(s.Path)));
        Assert.Equal(["red", "green", "blue"], scenes.Bands);
        Assert.Equal((GdalDataType.Byte, 16, 16), (scenes.DataType, scenes.Height, scenes.Width));
        Assert.Empty(scenes.Notes);
        Assert.Equal(("unit-interval", 1 / 255f), scenes.Units());
        Assert.Null(scenes.PublishedStatistics());
    }

    [Fact]
    public void A_miniature_of_EuroSAT_with_13_bands_has_its_bands_and_statistics_by_name()
    {
        foreach (var name in SceneDatasets.All.Single(d => d.Id == "eurosat").Facts.Classes)
        {
            _tree.AddPlanes($"{name}/{name}_1.tif", new ushort[13 * 8 * 8], new GdalRasterSpec(8, 8, 13, GdalDataType.UInt16));
        }

        var scenes = _tree.Open();

        Assert.Equal("eurosat", scenes.Dataset.Id);
        Assert.Equal([12, 3], scenes.FindBands(["B8A", "red"]));
        var statistics = scenes.PublishedStatistics(["B8A", "red"])!;
        Assert.Equal(0.2594141f, statistics.Mean[0], 1e-6f);
        Assert.Equal(0.0593750f, statistics.StandardDeviation[1], 1e-6f);
        Assert.Equal(("reflectance", 1e-4f), scenes.Units());
        Assert.Contains("B8A, B08", Assert.Throws<ArgumentException>(() => scenes.FindBands(["B8"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EuroSAT_written_anew_keeps_the_names_of_its_files_and_is_not_scaled_as_the_published_one()
    {
        string[] order = ["B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B10", "B11", "B12"];
        foreach (var name in SceneDatasets.All.Single(d => d.Id == "eurosat").Facts.Classes)
        {
            _tree.AddPlanes($"{name}/{name}_1.tif", new ushort[13 * 8 * 8], new GdalRasterSpec(8, 8, 13, GdalDataType.UInt16) { BandNames = order });
        }

        var scenes = _tree.Open();

        Assert.Equal(order, scenes.Bands);
        Assert.Equal(0.2594141f, scenes.PublishedStatistics(["B8A"])!.Mean[0], 1e-6f);
        foreach (var name in scenes.Classes)
        {
            _tree.AddPlanes($"{name}/{name}_1.tif", new float[13 * 8 * 8], new GdalRasterSpec(8, 8, 13, GdalDataType.Float32));
        }

        Assert.Null(_tree.Open().PublishedStatistics());
        Assert.Equal(("digital-number", 1f), _tree.Open().Units());
    }

    [Fact]
    public void Names_that_a_file_gives_its_bands_are_used()
    {
        foreach (var name in new[] { "a", "b" })
        {
            _tree.AddPlanes(
                $"{name}/1.tif", new float[3 * 4 * 4], new GdalRasterSpec(4, 4, 3, GdalDataType.Float32) { BandNames = ["nir", "red", "dem"], NoData = -9999 });
        }

        var scenes = _tree.Open();

        Assert.Equal(["nir", "red", "dem"], scenes.Bands);
        Assert.Equal((GdalDataType.Float32, -9999d), (scenes.DataType, scenes.NoData));
        Assert.Equal([2, 0], scenes.FindBands(["dem", "NIR"]));
    }

    [Fact]
    public void A_mark_of_missing_pixels_that_some_files_state_holds_for_all_and_two_marks_are_refused()
    {
        AddMarked("a/1.tif", null);
        AddMarked("b/1.tif", -9999);

        var scenes = _tree.Open();

        Assert.Equal(-9999, scenes.NoData);
        Assert.Contains("1 of 2 images", Assert.Single(scenes.Notes), StringComparison.Ordinal);

        AddMarked("b/2.tif", -1);
        var error = Assert.Throws<InvalidDataException>(_tree.Open);
        Assert.Contains("2.tif' by -1", error.Message, StringComparison.Ordinal);
        Assert.Contains("-9999", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Opacity_is_no_band_of_a_network_unless_it_is_named()
    {
        _tree.Add("a", 1, bands: 4).Add("b", 1, bands: 4);

        var scenes = _tree.Open();

        Assert.Equal(["red", "green", "blue", "alpha"], scenes.Bands);
        Assert.Equal([0, 1, 2], scenes.FindBands());
    }

    [Fact]
    public void Other_sizes_are_said()
    {
        _tree.Add("a", 3).Add("b", 3);
        _tree.AddBytes("b/odd.png", 3, 20, 24);

        var scenes = _tree.Open();

        Assert.Equal((16, 16), (scenes.Height, scenes.Width));
        var note = Assert.Single(scenes.Notes);
        Assert.Contains("1 of 7 images", note, StringComparison.Ordinal);
        Assert.Contains("odd.png", note, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_band_counts_are_an_error_that_names_an_image()
    {
        _tree.Add("a", 3).Add("b", 3);
        _tree.AddBytes("b/grey.png", 1, 16, 16);

        var error = Assert.Throws<InvalidDataException>(_tree.Open);

        Assert.Contains("grey.png' has 1 band (gray)", error.Message, StringComparison.Ordinal);
        Assert.Contains("3 bands (red, green, blue)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("red,nir", true)]
    [InlineData("first,second", false)]
    public void Bands_in_another_order_are_an_error_and_other_names_are_none(string names, bool isRefused)
    {
        foreach (var (image, bands) in new[] { ("a/1.tif", "nir,red"), ("a/2.tif", "nir,red"), ("b/1.tif", names) })
        {
            _tree.AddPlanes(image, new float[2 * 4 * 4], new GdalRasterSpec(4, 4, 2, GdalDataType.Float32) { BandNames = bands.Split(',') });
        }

        var error = Record.Exception(_tree.Open);

        Assert.Equal(isRefused, error is InvalidDataException refusal && refusal.Message.Contains("b/1.tif' has 2 bands (red, nir)", StringComparison.Ordinal));
        Assert.Equal(isRefused, error is not null);
    }

    [Fact]
    public void An_empty_class_is_named()
    {
        _tree.Add("a", 1).Add("b", 1);
        Directory.CreateDirectory(_tree.Place("c/x"));

        Assert.Contains("'c'", Assert.Throws<InvalidDataException>(_tree.Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tree_that_is_half_divided_is_explained()
    {
        _tree.Add("train/a", 1).Add("train/b", 1).Add("loose", 1);

        Assert.Contains("train, val and test", Assert.Throws<InvalidDataException>(_tree.Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_class_is_not_enough()
    {
        _tree.Add("a", 2);

        Assert.Contains("one class only", Assert.Throws<InvalidDataException>(_tree.Open).Message, StringComparison.Ordinal);
    }

    private void AddMarked(string name, double? noData) =>
        _tree.AddPlanes(name, new float[4 * 4], new GdalRasterSpec(4, 4, 1, GdalDataType.Float32) { NoData = noData });
}
