namespace Skylite.Native.Torch;

/// <summary>ATen's operators, typed: the names of PyTorch, with the suffix InPlace where PyTorch has an underscore.</summary>
public static partial class Aten
{
    private static readonly TorchOperator OpAddTensor = TorchOperator.Find("add", "Tensor");
    private static readonly TorchOperator OpAddScalar = TorchOperator.Find("add", "Scalar");
    private static readonly TorchOperator OpSubTensor = TorchOperator.Find("sub", "Tensor");
    private static readonly TorchOperator OpRsubScalar = TorchOperator.Find("rsub", "Scalar");
    private static readonly TorchOperator OpMulTensor = TorchOperator.Find("mul", "Tensor");
    private static readonly TorchOperator OpMulScalar = TorchOperator.Find("mul", "Scalar");
    private static readonly TorchOperator OpDivTensor = TorchOperator.Find("div", "Tensor");
    private static readonly TorchOperator OpDivScalar = TorchOperator.Find("div", "Scalar");
    private static readonly TorchOperator OpDivRoundedTensorMode = TorchOperator.Find("div", "Tensor_mode");
    private static readonly TorchOperator OpRemainderTensor = TorchOperator.Find("remainder", "Tensor");
    private static readonly TorchOperator OpFmodTensor = TorchOperator.Find("fmod", "Tensor");
    private static readonly TorchOperator OpPowTensorTensor = TorchOperator.Find("pow", "Tensor_Tensor");
    private static readonly TorchOperator OpPowTensorScalar = TorchOperator.Find("pow", "Tensor_Scalar");
    private static readonly TorchOperator OpMaximum = TorchOperator.Find("maximum");
    private static readonly TorchOperator OpMinimum = TorchOperator.Find("minimum");
    private static readonly TorchOperator OpLerpScalar = TorchOperator.Find("lerp", "Scalar");
    private static readonly TorchOperator OpAbs = TorchOperator.Find("abs");
    private static readonly TorchOperator OpNeg = TorchOperator.Find("neg");
    private static readonly TorchOperator OpSign = TorchOperator.Find("sign");
    private static readonly TorchOperator OpSqrt = TorchOperator.Find("sqrt");
    private static readonly TorchOperator OpRsqrt = TorchOperator.Find("rsqrt");
    private static readonly TorchOperator OpSquare = TorchOperator.Find("square");
    private static readonly TorchOperator OpExp = TorchOperator.Find("exp");
    private static readonly TorchOperator OpLog = TorchOperator.Find("log");
    private static readonly TorchOperator OpSin = TorchOperator.Find("sin");
    private static readonly TorchOperator OpCos = TorchOperator.Find("cos");
    private static readonly TorchOperator OpTan = TorchOperator.Find("tan");
    private static readonly TorchOperator OpAsin = TorchOperator.Find("asin");
    private static readonly TorchOperator OpAcos = TorchOperator.Find("acos");
    private static readonly TorchOperator OpAtan = TorchOperator.Find("atan");
    private static readonly TorchOperator OpSinh = TorchOperator.Find("sinh");
    private static readonly TorchOperator OpCosh = TorchOperator.Find("cosh");
    private static readonly TorchOperator OpAsinh = TorchOperator.Find("asinh");
    private static readonly TorchOperator OpAcosh = TorchOperator.Find("acosh");
    private static readonly TorchOperator OpAtanh = TorchOperator.Find("atanh");
    private static readonly TorchOperator OpErf = TorchOperator.Find("erf");
    private static readonly TorchOperator OpReciprocal = TorchOperator.Find("reciprocal");
    private static readonly TorchOperator OpFloor = TorchOperator.Find("floor");
    private static readonly TorchOperator OpCeil = TorchOperator.Find("ceil");
    private static readonly TorchOperator OpRound = TorchOperator.Find("round");

    /// <summary>a + alpha·b, with broadcasting.</summary>
    public static TorchTensor Add(TorchTensor a, TorchTensor b, double alpha = 1) =>
        OpAddTensor.Call(a, b, alpha == 1 ? TorchValue.Default : alpha);

    /// <summary>a + b.</summary>
    public static TorchTensor Add(TorchTensor a, double b) =>
        OpAddScalar.Call(a, b);

    /// <summary>a − alpha·b, with broadcasting.</summary>
    public static TorchTensor Sub(TorchTensor a, TorchTensor b, double alpha = 1) =>
        OpSubTensor.Call(a, b, alpha == 1 ? TorchValue.Default : alpha);

    /// <summary>b − a.</summary>
    public static TorchTensor Rsub(TorchTensor a, double b) =>
        OpRsubScalar.Call(a, b);

    /// <summary>a · b, with broadcasting.</summary>
    public static TorchTensor Mul(TorchTensor a, TorchTensor b) =>
        OpMulTensor.Call(a, b);

    /// <summary>a · b.</summary>
    public static TorchTensor Mul(TorchTensor a, double b) =>
        OpMulScalar.Call(a, b);

    /// <summary>a ÷ b, with broadcasting; integers give floating-point numbers.</summary>
    public static TorchTensor Div(TorchTensor a, TorchTensor b) =>
        OpDivTensor.Call(a, b);

    /// <summary>a ÷ b.</summary>
    public static TorchTensor Div(TorchTensor a, double b) =>
        OpDivScalar.Call(a, b);

    /// <summary>a ÷ b, rounded: <c>trunc</c> towards zero, <c>floor</c> downwards.</summary>
    public static TorchTensor DivRounded(TorchTensor a, TorchTensor b, string rounding) =>
        OpDivRoundedTensorMode.Call(a, b, rounding);

    /// <summary>a modulo b, with the sign of b.</summary>
    public static TorchTensor Remainder(TorchTensor a, TorchTensor b) =>
        OpRemainderTensor.Call(a, b);

    /// <summary>a modulo b, with the sign of a.</summary>
    public static TorchTensor Fmod(TorchTensor a, TorchTensor b) =>
        OpFmodTensor.Call(a, b);

    /// <summary>a to the power of b, with broadcasting.</summary>
    public static TorchTensor Pow(TorchTensor a, TorchTensor b) =>
        OpPowTensorTensor.Call(a, b);

    /// <summary>a to the power of b.</summary>
    public static TorchTensor Pow(TorchTensor a, double b) =>
        OpPowTensorScalar.Call(a, b);

    /// <summary>The greater of each pair, with broadcasting.</summary>
    public static TorchTensor Maximum(TorchTensor a, TorchTensor b) =>
        OpMaximum.Call(a, b);

    /// <summary>The lesser of each pair, with broadcasting.</summary>
    public static TorchTensor Minimum(TorchTensor a, TorchTensor b) =>
        OpMinimum.Call(a, b);

    /// <summary>a + weight·(b − a).</summary>
    public static TorchTensor Lerp(TorchTensor a, TorchTensor b, double weight) =>
        OpLerpScalar.Call(a, b, weight);

    /// <summary>The absolute value.</summary>
    public static TorchTensor Abs(TorchTensor x) =>
        OpAbs.Call(x);

    /// <summary>The negative.</summary>
    public static TorchTensor Neg(TorchTensor x) =>
        OpNeg.Call(x);

    /// <summary>−1, 0 or 1.</summary>
    public static TorchTensor Sign(TorchTensor x) =>
        OpSign.Call(x);

    /// <summary>The square root.</summary>
    public static TorchTensor Sqrt(TorchTensor x) =>
        OpSqrt.Call(x);

    /// <summary>1 ÷ the square root.</summary>
    public static TorchTensor Rsqrt(TorchTensor x) =>
        OpRsqrt.Call(x);

    /// <summary>The square.</summary>
    public static TorchTensor Square(TorchTensor x) =>
        OpSquare.Call(x);

    /// <summary>The exponential.</summary>
    public static TorchTensor Exp(TorchTensor x) =>
        OpExp.Call(x);

    /// <summary>The natural logarithm.</summary>
    public static TorchTensor Log(TorchTensor x) =>
        OpLog.Call(x);

    /// <summary>The sine.</summary>
    public static TorchTensor Sin(TorchTensor x) =>
        OpSin.Call(x);

    /// <summary>The cosine.</summary>
    public static TorchTensor Cos(TorchTensor x) =>
        OpCos.Call(x);

    /// <summary>The tangent.</summary>
    public static TorchTensor Tan(TorchTensor x) =>
        OpTan.Call(x);

    /// <summary>The arc sine.</summary>
    public static TorchTensor Asin(TorchTensor x) =>
        OpAsin.Call(x);

    /// <summary>The arc cosine.</summary>
    public static TorchTensor Acos(TorchTensor x) =>
        OpAcos.Call(x);

    /// <summary>The arc tangent.</summary>
    public static TorchTensor Atan(TorchTensor x) =>
        OpAtan.Call(x);

    /// <summary>The hyperbolic sine.</summary>
    public static TorchTensor Sinh(TorchTensor x) =>
        OpSinh.Call(x);

    /// <summary>The hyperbolic cosine.</summary>
    public static TorchTensor Cosh(TorchTensor x) =>
        OpCosh.Call(x);

    /// <summary>The inverse hyperbolic sine.</summary>
    public static TorchTensor Asinh(TorchTensor x) =>
        OpAsinh.Call(x);

    /// <summary>The inverse hyperbolic cosine.</summary>
    public static TorchTensor Acosh(TorchTensor x) =>
        OpAcosh.Call(x);

    /// <summary>The inverse hyperbolic tangent.</summary>
    public static TorchTensor Atanh(TorchTensor x) =>
        OpAtanh.Call(x);

    /// <summary>The error function.</summary>
    public static TorchTensor Erf(TorchTensor x) =>
        OpErf.Call(x);

    /// <summary>1 ÷ x.</summary>
    public static TorchTensor Reciprocal(TorchTensor x) =>
        OpReciprocal.Call(x);

    /// <summary>The greatest integer not above.</summary>
    public static TorchTensor Floor(TorchTensor x) =>
        OpFloor.Call(x);

    /// <summary>The least integer not below.</summary>
    public static TorchTensor Ceil(TorchTensor x) =>
        OpCeil.Call(x);

    /// <summary>The nearest integer, halves to even.</summary>
    public static TorchTensor Round(TorchTensor x) =>
        OpRound.Call(x);
}
