using Skylite.Imagery;

namespace Skylite.Workbench.Previews;

/// <summary>The way back from what a network sees to the values of the files; where these have none, it is the band's mean.</summary>
internal static class RawPixels
{
    /// <summary>The raw values of one image.</summary>
    /// <param name="normalised">Bands × rows × columns.</param>
    /// <param name="form">How raw values became these.</param>
    public static float[] Of(ReadOnlySpan<float> normalised, Preprocessing form)
    {
        var raw = normalised.ToArray();
        var plane = raw.Length / form.Bands.Count;
        for (var i = 0; i < raw.Length; i++)
        {
            raw[i] = ((raw[i] * form.StandardDeviation[i / plane]) + form.Mean[i / plane]) / form.Scale;
        }

        return raw;
    }
}
