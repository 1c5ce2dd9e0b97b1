using FsCheck;
using FsCheck.Fluent;
using Skylite.Imagery;
using Skylite.Native.Gdal;

namespace Skylite.Tests.Imagery;

public sealed class PreprocessingTests
{
    private static readonly Preprocessing TwoBands = new()
    {
        Bands = ["B04", "B8A"],
        Units = "reflectance",
        Scale = 1e-4f,
        Mean = [0.09476262f, 0.2594141f],
        StandardDeviation = [0.05937506f, 0.1231586f],
        Height = 64,
        Width = 96,
        NoData = 0,
    };

    [Theory]
    [InlineData(GdalDataType.Byte, 1f / 255f, false)]
    [InlineData(GdalDataType.UInt16, 1f / 255f, true)]
    [InlineData(GdalDataType.Float32, 1f / 255f, true)]
    [InlineData(GdalDataType.Byte, 1e-4f, true)]
    [InlineData(GdalDataType.UInt16, 1e-4f, false)]
    [InlineData(GdalDataType.Byte, 1f, false)]
    [InlineData(GdalDataType.UInt16, 1f, false)]
    public void Pixel_types_that_do_not_suit_the_scale_are_doubted(GdalDataType type, float scale, bool isDoubted) =>
        Assert.Equal(isDoubted, (Preprocessing.ImageNet(32, 32) with { Scale = scale }).DoubtAbout(type) is not null);

    [Fact]
    public void Json_gives_back_what_was_written()
    {
        Assert.Equal(TwoBands, Preprocessing.FromJson(TwoBands.ToJson()));
        Assert.NotEqual(TwoBands, Preprocessing.FromJson((TwoBands with { NoData = null }).ToJson()));
    }

    [Fact]
    public void Json_keeps_every_number_to_the_bit() =>
        Prop.ForAll<float, double>((mean, noData) =>
        {
            if (!float.IsFinite(mean))
            {
                return;
            }

            var written = TwoBands with { Mean = [mean, -mean], NoData = noData };
            var read = Preprocessing.FromJson(written.ToJson());
            Assert.Equal(written, read);
            Assert.Equal(BitConverter.SingleToInt32Bits(mean), BitConverter.SingleToInt32Bits(read.Mean[0]));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Json_is_one_line_with_plain_names()
    {
        var json = Preprocessing.ImageNet(224, 224).ToJson();

        Assert.StartsWith(
            "{\"bands\":[\"red\",\"green\",\"blue\"],\"units\":\"unit-interval\",\"scale\":0.003921569,\"mean\":[0.485,0.456,0.406],",
            json,
            StringComparison.Ordinal);
        Assert.DoesNotContain('\n', json);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"bands\":[\"red\"]}")]
    [InlineData("{\"bands\":null,\"mean\":[0.5],\"standardDeviation\":[1],\"height\":8,\"width\":8}")]
    [InlineData("{\"bands\":[\"red\"],\"mean\":[0.5,0.5],\"standardDeviation\":[1],\"height\":8,\"width\":8}")]
    public void Text_that_is_no_preprocessing_is_refused(string json)
    {
        var error = Assert.Throws<InvalidDataException>(() => Preprocessing.FromJson(json));

        Assert.Contains("preprocessing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Statistics_in_raw_values_become_a_preprocessing_in_units()
    {
        var made = BandStatistics.FromRaw("reflectance", 1e-4, [900, 2500], [600, 1200]).ToPreprocessing(["B04", "B8A"], 64, 96, noData: 0);

        Assert.Equal(TwoBands with { Mean = [0.09f, 0.25f], StandardDeviation = [0.06f, 0.12f] }, made);
        Assert.Throws<InvalidDataException>(() => BandStatistics.FromRaw("reflectance", 1e-4, [900], [600]).ToPreprocessing(["B04", "B8A"], 64, 96));
    }

    [Fact]
    public void Values_that_contradict_each_other_are_named()
    {
        Rejected(TwoBands with { Bands = ["B04", "b04"] }, "named twice");
        Rejected(TwoBands with { Bands = [] }, "no band");
        Rejected(TwoBands with { StandardDeviation = [1, 0] }, "standard deviation");
        Rejected(TwoBands with { Mean = [1, float.NaN] }, "mean");
        Rejected(TwoBands with { Scale = -1 }, "scale");
        Rejected(TwoBands with { Width = 0 }, "64 × 0");
    }

    private static void Rejected(Preprocessing wrong, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => wrong.ToJson()).Message, StringComparison.Ordinal);
}
