using Skylite.Graphs;

namespace Skylite.Tests.Graphs;

public sealed class NamePatternTests
{
    [Theory]
    [InlineData("*", "anything", true)]
    [InlineData("features.*", "features.0.weight", true)]
    [InlineData("features.*", "classifier.weight", false)]
    [InlineData("*.bias", "a.bias", true)]
    [InlineData("*.bias", "a.biased", false)]
    [InlineData("a*c*e", "abcde", true)]
    [InlineData("a*c*e", "abcd", false)]
    [InlineData("a", "ab", false)]
    [InlineData("", "", true)]
    [InlineData("/stage/layer?", "/stage/layer1", true)]
    [InlineData("layer?", "layer", false)]
    [InlineData("a\\b*", "a\\bc", true)]
    [InlineData("[a]*", "[a]b", true)]
    public void A_star_stands_for_any_text_and_a_question_mark_for_one_character(string pattern, string name, bool fits) =>
        Assert.Equal(fits, NamePattern.Matches(pattern, name));
}
