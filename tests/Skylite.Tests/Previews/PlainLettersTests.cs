using Skylite.Workbench.Previews;

namespace Skylite.Tests.Previews;

public sealed class PlainLettersTests
{
    [Theory]
    [InlineData("Grünland, Straße, Öl", "Grunland, Strasse, Ol")]
    [InlineData("forêt_à_Nîmes.tif", "foret_a_Nimes.tif")]
    [InlineData("Ørsted Þór Æsir ærø Đorđe", "Orsted Thor AEsir aero Dorde")]
    [InlineData("Łódź wał çiğ şehir ılıca İzmir", "Lodz wal cig sehir ilica Izmir")]
    [InlineData("rừng nguyên sinh, Đồng Tháp", "rung nguyen sinh, Dong Thap")]
    [InlineData("țară ŵ ž ő ǎ", "tara w z o a")]
    [InlineData("Gru\u0308n", "Grun")]
    [InlineData("10 × 20 – 5 m² … ‘a’ „b“", "10 x 20 - 5 m2 ... 'a' \"b\"")]
    [InlineData("語 лес 🌲\t", "? ??? ??")]
    public void Letters_with_marks_lose_them_and_joined_ones_are_written_apart(string text, string plain) => Assert.Equal(plain, PlainLetters.Of(text));

    [Fact]
    public void Whatever_comes_out_has_a_shape() =>
        Assert.All(PlainLetters.Of(string.Concat(Enumerable.Range(0, 0x10000).Select(i => (char)i))), c => Assert.InRange(c, ' ', '~'));
}
