namespace Skylite.Native.Torch;

/// <summary>ATen's operators, typed: the names of PyTorch, with the suffix InPlace where PyTorch has an underscore.</summary>
public static partial class Aten
{
    private static readonly TorchOperator OpConvolution = TorchOperator.Find("convolution");

    /// <summary>A convolution or transposed convolution over 1, 2 or 3 spatial axes: N×C×… with a weight of out×(C÷groups)×kernel.</summary>
    public static TorchTensor Convolution(TorchTensor x, TorchTensor weight, TorchTensor? bias, ConvolutionOptions options)
    {
        var axes = weight.Rank - 2;
        return OpConvolution.Call(
            x, weight, bias, Each(options.Stride, axes), Each(options.Padding, axes), Each(options.Dilation, axes), options.Transposed,
            Each(options.OutputPadding, axes), options.Groups);
    }

    // ATen's general convolution takes lists of any length and does not repeat a single number.
    private static long[] Each(long[] values, int axes)
    {
        if (values.Length != 1 || axes == 1)
        {
            return values;
        }

        var repeated = new long[axes];
        Array.Fill(repeated, values[0]);
        return repeated;
    }
}
