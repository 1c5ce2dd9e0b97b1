using Skylite.Imagery.Dense;
using Skylite.Native.Gdal;

namespace Skylite.Tests.Native.Dense;

public sealed class MaskValueTests
{
    private const int Side = 32;

    [Fact]
    public void The_value_255_beside_small_numbers_is_no_class()
    {
        using var two = Folder(x => x < 8 ? 255 : x < 16 ? 1 : 0);
        using var many = Folder(x => x < 8 ? 255 : x < 16 ? 1 : x < 24 ? 2 : 0);

        Assert.Equal(["background", "foreground"], Names(two));
        Assert.Equal([512, 256], Counts(two));
        Assert.Equal(["class-0", "class-1", "class-2"], Names(many));
        Assert.Equal([256, 256, 256], Counts(many));
    }

    [Fact]
    public void Two_classes_of_other_numbers_keep_their_numbers()
    {
        using var folder = Folder(x => x < 8 ? 5 : 0);

        Assert.Equal([768, 0, 0, 0, 0, 256], Counts(folder));
    }

    [Fact]
    public void Bright_masks_divide_at_half_and_more_than_two_shades_are_said()
    {
        using var plain = Folder(x => x < 8 ? 255 : 0);
        using var shades = Folder(x => x < 8 ? 255 : x < 16 ? 200 : x < 17 ? 90 : 0);

        Assert.Equal([768, 256], Counts(plain));
        Assert.Empty(DenseCollection.Open(plain.Root).Notes);
        Assert.Equal([512, 512], Counts(shades));
        Assert.Contains("0, 90, 200, 255", Assert.Single(DenseCollection.Open(shades.Root).Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void As_many_shades_as_classes_have_are_no_blurred_edges()
    {
        using var folder = Folder(x => x < 8 ? 255 : x < 16 ? 170 : x < 24 ? 85 : 0);

        var message = Assert.Throws<InvalidDataException>(() => DenseCollection.Open(folder.Root)).Message;

        Assert.Contains("0, 85, 170, 255", message, StringComparison.Ordinal);
        Assert.Contains("classes.json", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Imagery_where_masks_should_be_is_suspected()
    {
        using var folder = new SmallRasters();
        folder.Write("images/a.png", Side, Side, 1, (x, _, _) => (byte)(x < 8 ? 255 : 0));
        folder.Write("masks/a.png", Side, Side, 3, (x, y, c) => (byte)((x * 7) + (y * (c + 1) * 5)));

        var message = Assert.Throws<InvalidDataException>(() => DenseCollection.Open(folder.Root)).Message;

        Assert.Contains(Path.Combine("masks", "a.png"), message, StringComparison.Ordinal);
        Assert.Contains("exchanged", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Masks_in_colours_are_refused_until_a_table_names_these()
    {
        using var folder = new SmallRasters();
        folder.Write("images/a.png", Side, Side, 3, (x, y, _) => (byte)(x + y));
        folder.Write("masks/a.png", Side, Side, 3, (x, _, c) => (byte)(c == (x < 8 ? 0 : 2) ? 250 : 0));

        Assert.Contains("#fa0000", Assert.Throws<InvalidDataException>(() => DenseCollection.Open(folder.Root)).Message, StringComparison.Ordinal);

        File.WriteAllText(
            Path.Combine(folder.Root, "classes.json"),
            """{"classes": [{"value": 0, "name": "roof", "color": "#ff0000"}, {"value": 1, "name": "water", "color": "#0000ff"}]}""");
        Assert.Equal([256, 768], Counts(folder));
    }

    [Fact]
    public void A_change_mask_is_understood_though_many_without_change_come_first()
    {
        using var folder = new SmallRasters();
        for (var n = 0; n < 20; n++)
        {
            folder.Write($"A/{n:00}.png", Side, Side, 3, (x, _, _) => (byte)x);
            folder.Write($"B/{n:00}.png", Side, Side, 3, (x, _, _) => (byte)x);
            var isLast = n == 19;
            folder.Write($"label/{n:00}.png", Side, Side, 1, (x, y, _) => (byte)(isLast && x < 2 && y < 2 ? 255 : 0));
        }

        Assert.Equal([(20 * Side * Side) - 4, 4], Counts(folder));
    }

    [Fact]
    public void Change_masks_of_several_classes_are_refused_with_their_values()
    {
        using var folder = new SmallRasters().WithPairs(1);
        folder.Write("label/p0.png", 40, 30, 1, (x, _, _) => (byte)(x / 10));

        Assert.Contains("0, 1, 2, 3", Assert.Throws<InvalidDataException>(() => DenseCollection.Open(folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wide_masks_keep_what_files_call_missing_and_refuse_what_no_byte_holds()
    {
        using var signed = Folder(_ => 0);
        Wide<short>(signed, GdalDataType.Int16, -1, x => (short)(x < 8 ? -1 : x < 16 ? 2 : x < 24 ? 1 : 0));
        using var large = Folder(_ => 0);
        Wide<ushort>(large, GdalDataType.UInt16, null, x => (ushort)(x < 8 ? 300 : 110));
        using var none = Folder(_ => 0);
        Wide<ushort>(none, GdalDataType.UInt16, 0, x => (ushort)(x < 8 ? 0 : x < 16 ? 1 : 2));

        Assert.Equal([256, 256, 256], Counts(signed));
        Assert.Contains("300", Assert.Throws<InvalidDataException>(() => DenseCollection.Open(large.Root)).Message, StringComparison.Ordinal);
        Assert.Equal(["class-1", "class-2"], Names(none));
        Assert.Equal([256, 512], Counts(none));
    }

    [Theory]
    [InlineData(2, 5)]
    [InlineData(1, 3)]
    public void A_class_that_the_first_masks_do_not_show_is_refused_until_a_table_names_it(int largest, int unseen)
    {
        using var folder = new SmallRasters();
        for (var n = 0; n < 20; n++)
        {
            var isLast = n == 19;
            folder.Write($"images/{n:00}.png", Side, Side, 3, (x, _, _) => (byte)x);
            folder.Write($"masks/{n:00}.png", Side, Side, 1, (x, y, _) => (byte)(isLast && x < 2 && y < 2 ? unseen : x % (largest + 1)));
        }

        var message = Assert.Throws<InvalidDataException>(() => Counts(folder)).Message;
        Assert.Contains("19.png", message, StringComparison.Ordinal);
        Assert.Contains($"the value {unseen},", message, StringComparison.Ordinal);
        Assert.Contains("classes.json", message, StringComparison.Ordinal);

        var classes = Enumerable.Range(0, largest + 1).Append(unseen).Select(v => $$"""{"value": {{v}}, "name": "c{{v}}"}""");
        File.WriteAllText(Path.Combine(folder.Root, "classes.json"), $$"""{"classes": [{{string.Join(", ", classes)}}]}""");
        Assert.Equal(4, Counts(folder)[^1]);
    }

    [Theory]
    [InlineData(1, 1024, "100 %")]
    [InlineData(200, 100, "9.8 %")]
    [InlineData(200, 10, null)]
    public void Values_that_the_first_masks_of_two_levels_do_not_show_are_no_class(int value, int pixels, string? refused)
    {
        using var folder = Masks(16, _ => [0, 255], [.. Enumerable.Repeat(value, pixels), .. Enumerable.Repeat(0, (Side * Side) - pixels)]);

        if (refused is null)
        {
            Assert.Equal((17 * Side * Side) - pixels, Counts(folder).Sum());
            return;
        }

        var message = Assert.Throws<InvalidDataException>(() => Counts(folder)).Message;
        Assert.All(["16.png", refused, $"({value})", "0 and 255 alone", "classes.json"], said => Assert.Contains(said, message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_value_255_means_no_class_only_where_it_was_seen_beside_numbers(bool isSeen)
    {
        using var folder = Masks(16, n => n == 0 && isSeen ? [0, 1, 255] : n % 2 == 0 ? [0, 1] : [0], [0, 255]);

        if (isSeen)
        {
            Assert.Equal(["background", "foreground"], Names(folder));
            Assert.True(Counts(folder).Sum() < (17 * Side * Side) - (Side * Side / 2));
            return;
        }

        Assert.Contains("16.png", Assert.Throws<InvalidDataException>(() => Counts(folder)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1, "background, value-1", 128)]
    [InlineData(0, 255, "background, value-255", 128)]
    [InlineData(0, 9, "background, value-9", 128)]
    [InlineData(3, 4, "value-3, value-4", 128)]
    public void Labels_of_one_scene_with_two_values_are_two_classes(byte first, byte second, string names, int expected)
    {
        using var folder = new SmallRasters();
        folder.Write("scene.tif", Side, Side, 4, (x, y, c) => (byte)(x + y + c));
        folder.Write("labels.tif", Side, Side, 1, (x, _, _) => x < 4 ? second : first);

        Assert.Equal(names, string.Join(", ", Names(folder)));
        Assert.Equal([(Side * Side) - expected, expected], Counts(folder));
    }

    [Theory]
    [InlineData(9, "0,1,2,9", "value-1, value-2")]
    [InlineData(9, "1,2,3,9", "value-1, value-2, value-3")]
    [InlineData(9, "0,1,9", "background, value-1")]
    [InlineData(9, "0,9", "background, value-9")]
    [InlineData(0, "0,1", "background, value-1")]
    [InlineData(0, "0,1,2", "value-1, value-2")]
    public void What_the_file_of_labels_calls_no_data_is_no_class(int missing, string values, string names)
    {
        using var folder = new SmallRasters();
        int[] numbers = [.. values.Split(',').Select(v => int.Parse(v, System.Globalization.CultureInfo.InvariantCulture))];
        folder.Write("scene.tif", Side, Side, 4, (x, y, c) => (byte)(x + y + c));
        GdalImage.Write<byte>(
            Path.Combine(folder.Root, "labels.tif"),
            [.. Enumerable.Range(0, Side * Side).Select(i => (byte)numbers[i % numbers.Length])],
            new GdalRasterSpec(Side, Side, 1, GdalDataType.Byte) { NoData = missing });

        var data = DenseCollection.Open(folder.Root);

        Assert.Equal(names, string.Join(", ", data.Classes.Select(c => c.Name)));
        Assert.Null(MaskCensus.Of(data.Layout, data.Samples).Note);
    }

    [Fact]
    public void Labels_of_a_single_class_are_refused()
    {
        using var folder = new SmallRasters();
        folder.Write("scene.tif", Side, Side, 4, (x, y, c) => (byte)(x + y + c));
        var mask = folder.Write("labels.tif", Side, Side, 1, (x, _, _) => (byte)(x < 4 ? 255 : 3));

        var message = Assert.Throws<InvalidDataException>(() => DenseCollection.Open(folder.Root)).Message;

        Assert.Contains(mask, message, StringComparison.Ordinal);
        Assert.Contains("classes.json", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scene", "labels", 200, true)]
    [InlineData("a", "b", 200, true)]
    [InlineData("scene", "b", 40, true)]
    [InlineData("a", "a_labels", 40, true)]
    [InlineData("a", "b", 40, false)]
    public void A_scene_of_one_band_is_told_from_its_labels_by_names_or_values(string image, string mask, int shades, bool isFound)
    {
        using var folder = new SmallRasters();
        folder.Write($"{image}.tif", Side, Side, 1, (x, y, _) => (byte)(((y * Side) + x) % shades));
        folder.Write($"{mask}.tif", Side, Side, 1, (x, _, _) => (byte)(1 + (x / 16)));

        var layout = DenseDatasets.Find(folder.Root);

        Assert.Equal(
            isFound ? ("single-scene", $"{mask}.tif", $"{image}.tif") : default,
            layout is null ? default : (layout.DatasetId, layout.Samples[0].Name, Path.GetFileName(layout.Samples[0].Dates[0].Files[0])));
        Assert.Equal(isFound ? [512, 512] : [], isFound ? Counts(folder) : []);
    }

    [Theory]
    [InlineData("grey.tif", "roads.tif", "houses.tif")]
    [InlineData("grey.tif", "roads.tif", "terrain.tif", "other.tif")]
    public void Where_several_rasters_of_one_band_would_do_nothing_is_assumed(params string[] files)
    {
        using var folder = new SmallRasters();
        foreach (var file in files)
        {
            folder.Write(file, Side, Side, 1, (x, y, _) => (byte)(file is "roads.tif" or "houses.tif" ? x / 16 : (y * Side) + x));
        }

        Assert.Null(DenseDatasets.Find(folder.Root));
    }

    [Fact]
    public void The_labels_of_one_scene_may_have_16_bits()
    {
        using var folder = new SmallRasters();
        folder.Write("scene.tif", Side, Side, 4, (x, y, c) => (byte)(x + y + c));
        GdalImage.Write(
            Path.Combine(folder.Root, "labels.tif"),
            new ReadOnlySpan<ushort>([.. Enumerable.Range(0, Side * Side).Select(i => (ushort)(1 + (i % 2)))]),
            new GdalRasterSpec(Side, Side, 1, GdalDataType.UInt16));

        Assert.Equal([512, 512], Counts(folder));
    }

    [Theory]
    [InlineData(0, 255, false, 256)]
    [InlineData(255, 0, false, 768)]
    [InlineData(255, 0, true, 256)]
    public void A_table_of_two_colours_says_which_number_is_white_unless_classes_are_named(int first, int second, bool areNamed, int expected)
    {
        using var folder = Folder(_ => 0);
        folder.Write("numbers.tif", Side, Side, 1, (x, _, _) => (byte)(x < 8 ? 1 : 0));
        // GDAL goes by what is in a file, not by its ending.
        File.WriteAllText(
            Path.Combine(folder.Root, "masks", "a.tif"),
            $"""
            <VRTDataset rasterXSize="{Side}" rasterYSize="{Side}"><VRTRasterBand dataType="Byte" band="1"><ColorInterp>Palette</ColorInterp>
            <ColorTable><Entry c1="{first}" c2="{first}" c3="{first}" c4="255"/><Entry c1="{second}" c2="{second}" c3="{second}" c4="255"/></ColorTable>
            <SimpleSource><SourceFilename relativeToVRT="1">../numbers.tif</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>
            """);
        if (areNamed)
        {
            File.WriteAllText(Path.Combine(folder.Root, "classes.json"), """{"classes": [{"value": 0, "name": "land"}, {"value": 1, "name": "water"}]}""");
        }

        Assert.Equal([(Side * Side) - expected, expected], Counts(folder));
        Assert.Equal(expected == 768 ? 1 : 0, DenseCollection.Open(folder.Root).Notes.Count(n => n.Contains("0 is white", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("0,255", true)]
    [InlineData("255", true)]
    [InlineData("0", true)]
    [InlineData("0,0,0,0,0,0,0,255", true)]
    [InlineData("0,1,2,3", false)]
    [InlineData("0,80,160,240", false)]
    [InlineData("0,128", false)]
    public void Masks_that_were_compressed_with_loss_are_taken_only_where_they_are_black_and_white(string values, bool areTaken)
    {
        using var folder = new SmallRasters();
        int[] levels = [.. values.Split(',').Select(v => int.Parse(v, System.Globalization.CultureInfo.InvariantCulture))];
        folder.Write("images/a.jpg", 64, 64, 3, (x, y, _) => (byte)(x + y));
        var mask = folder.Write("masks/a.jpg", 64, 64, 1, (x, _, _) => (byte)levels[x * levels.Length / 64]);

        if (areTaken)
        {
            Assert.Equal(levels.Sum(l => l > 128 ? 64 * 64 / levels.Length : 0), Counts(folder)[1]);
            return;
        }

        var message = Assert.Throws<InvalidDataException>(() => DenseCollection.Open(folder.Root)).Message;
        Assert.All([mask, "PNG", "classes.json"], said => Assert.Contains(said, message, StringComparison.Ordinal));
    }

    // Masks whose pixels take the values in turn, and a last one.
    private static SmallRasters Masks(int count, Func<int, int[]> values, int[] last)
    {
        var folder = new SmallRasters();
        for (var n = 0; n <= count; n++)
        {
            var ofMask = n < count ? values(n) : last;
            folder.Write($"images/{n:00}.png", Side, Side, 3, (x, _, _) => (byte)x);
            folder.Write($"masks/{n:00}.png", Side, Side, 1, (x, y, _) => (byte)ofMask[((y * Side) + x) % ofMask.Length]);
        }

        return folder;
    }

    private static SmallRasters Folder(Func<int, int> value)
    {
        var folder = new SmallRasters();
        folder.Write("images/a.tif", Side, Side, 3, (x, y, _) => (byte)(x + y));
        folder.Write("masks/a.tif", Side, Side, 1, (x, _, _) => (byte)value(x));
        return folder;
    }

    private static void Wide<T>(SmallRasters folder, GdalDataType type, double? noData, Func<int, T> value)
        where T : unmanaged => GdalImage.Write(
            Path.Combine(folder.Root, "masks", "a.tif"),
            new ReadOnlySpan<T>([.. Enumerable.Range(0, Side * Side).Select(i => value(i % Side))]),
            new GdalRasterSpec(Side, Side, 1, type) { NoData = noData });

    private static IEnumerable<string> Names(SmallRasters folder) => DenseCollection.Open(folder.Root).Classes.Select(c => c.Name);

    private static IReadOnlyList<long> Counts(SmallRasters folder)
    {
        var data = DenseCollection.Open(folder.Root);
        MaskCensus.Of(data.Layout, data.Samples);
        using var store = new DenseStore(data, data.Samples);
        return DenseSurvey.Of(store).ClassPixels;
    }
}
